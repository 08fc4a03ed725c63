import DefaultTheme from "vitepress/theme";
import Gallery from "./Gallery.vue";
import Live from "./Live.vue";
import "./style.css";

export default { extends: DefaultTheme, enhanceApp: ({ app }) => app.component("Live", Live).component("Gallery", Gallery) };
