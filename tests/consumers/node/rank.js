import { Model } from "innodex";

const model = await Model.load({ framework: "provincial" });
console.log(JSON.stringify(model.rank("2022")));
model.dispose();
