import "innodex/react";

export const page = (
  <innodex-model framework="provincial" lang="zh-CN">
    <innodex-ranking period="2022" intervals />
    <innodex-scenario unit="42" indicator="rd_expenditure" className="wide" />
  </innodex-model>
);
