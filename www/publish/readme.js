/** README.txt of a publication: what to upload where, what a strict server needs, whom the figures are from. */

/** @typedef {import("./content.js").Content} Content */

const POLICY = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; require-trusted-types-for 'script'";

/** @param {Content} content @param {{ date: string, program: string, single: string, png: boolean }} made */
const zh = ({ title, source, publisher, dataHash, periodName }, { date, program, single, png }) => `${title}（${periodName}）
${[publisher, `发布日期：${date}`, `数据来源：${source || "见 method.html"}`].filter(Boolean).join("\n")}

一、上传
把整个文件夹按二进制方式上传到本单位服务器的一个目录，访问其中的 page.html。各文件的相对位置不变，不需要数据库、脚本语言或外部网络。

二、嵌入其他网页
embed.html 列出可粘贴的代码：网页组件、框架（iframe）、纯表格、图片。内容管理系统会删除脚本时，用 static.html 或 embed.html 中的纯表格；它也是脚本不能运行时页面上显示的内容。

三、发送文件
${single} 是单个文件，双击即可打开，不需要服务器和网络，可作邮件附件或放在内网。如所在网站设置了下面的安全策略，请改用 page.html。

四、服务器设置
不需要压缩，不需要为 .wasm 设置类型。安全策略较严的网站，加这一行即可：
    Content-Security-Policy: ${POLICY}
其他网站以框架嵌入时，本站不能发送 X-Frame-Options，frame-ancestors 须包含对方网站。

五、核对
数字不再改动；新的数据另行发布。publication.json 记录每个文件和数据的指纹（SHA-256）。运行 innodex verify 加文件夹名，可重新计算并核对全部数字。
数据指纹：${dataHash}
计算程序：${program}
${png ? "" : "图片为 SVG。需要 PNG 时，请在工作台页面发布。\n"}`;

/** @type {typeof zh} */
const en = ({ title, source, publisher, dataHash, periodName }, { date, program, single, png }) => `${title} (${periodName})
${[publisher, `Date: ${date}`, `Source: ${source || "see method.html"}`].filter(Boolean).join("\n")}

1 Upload
Copy the whole folder, in binary mode, into a directory of your own server and open page.html there. Keep the files where they are to each other. No database, no server-side language and no other host is needed.

2 Embed in other pages
embed.html has the lines to paste: element, frame (iframe), plain table, picture. Where a CMS removes scripts, take static.html or the plain table of embed.html; it is also what the page shows where the script cannot run.

3 Send
${single} is one file. It opens by a double click, without a server and without a network, and may be mailed or put on an intranet. On a site with the policy below, use page.html.

4 Server
No compression and no type for .wasm are needed. A site with a strict policy needs this line:
    Content-Security-Policy: ${POLICY}
Where other sites show the frame, send no X-Frame-Options, and name them in frame-ancestors.

5 Check
The figures do not change; new data make a new publication. publication.json has the fingerprint (SHA-256) of every file and of the data. "innodex verify FOLDER" computes all figures again and compares.
Fingerprint of the data: ${dataHash}
Computed by: ${program}
${png ? "" : "Pictures are SVG. For PNG, publish on the page of the workbench.\n"}`;

/** @param {Content} content @param {Parameters<typeof zh>[1]} made */
export const readme = (content, made) => (content.lang === "zh" ? zh : en)(content, made);
