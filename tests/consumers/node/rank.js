import { Model } from "innodex";
import { Tables } from "innodex/table";

const model = await Model.load({ framework: "provincial" });
console.log(JSON.stringify(model.rank("2022")));
model.dispose();

const tables = new Tables();
await tables.open("地区,经费（亿元）\n湖北,1254.7\n湖南,1175.3\n", "2022.csv");
const { panel } = await tables.run({ period: "2022" });
console.log(JSON.stringify([panel.units[0].code, panel.periods[0], panel.figure(0, 0, 0)]));
