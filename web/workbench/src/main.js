import { readPage } from "./page.js";
import { Workbench } from "./workbench.js";

const root = document.getElementById("workbench");
if (root) new Workbench(readPage(root));
