// Written by scripts/generated/page-styles.ts from page.css and Charts.css.

export const styles = `/*! Charts.css 1.2.0, what is used of it. MIT License Copyright (c) 2020 Rami Yushuvaev Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files (the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is furnished to do so, subject to the following conditions: The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software. THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE. */
@property --color-1{syntax:"<color>";initial-value:#0000;inherits:true}
@property --color-2{syntax:"<color>";initial-value:#0000;inherits:true}
@property --color-3{syntax:"<color>";initial-value:#0000;inherits:true}
@property --color-4{syntax:"<color>";initial-value:#0000;inherits:true}
@property --color-5{syntax:"<color>";initial-value:#0000;inherits:true}
@property --color-6{syntax:"<color>";initial-value:#0000;inherits:true}
@property --color-7{syntax:"<color>";initial-value:#0000;inherits:true}
@property --color-8{syntax:"<color>";initial-value:#0000;inherits:true}
@property --color-9{syntax:"<color>";initial-value:#0000;inherits:true}
@property --color-10{syntax:"<color>";initial-value:#0000;inherits:true}
@property --color{syntax:"<color>";inherits:true}
@property --chart-bg-color{syntax:"<color>";inherits:true}
@property --aspect-ratio{syntax:"<ratio>";initial-value:auto;inherits:true}
@property --data-position{syntax:"<content-position>";inherits:true}
@property --labels-size{syntax:"<length>";initial-value:0;inherits:true}
@property --labels-align-block{syntax:"<string>";inherits:true}
@property --labels-align-inline{syntax:"<string>";inherits:true}
@property --primary-axis-width{syntax:"<length>";initial-value:1px;inherits:true}
@property --secondary-axes-width{syntax:"<length>";initial-value:1px;inherits:true}
@property --data-axes-width{syntax:"<length>";initial-value:1px;inherits:true}
@property --legend-border-width{syntax:"<length>";initial-value:1px;inherits:true}
@property --primary-axis-style{syntax:"<line-style>";initial-value:solid;inherits:true}
@property --secondary-axes-style{syntax:"<line-style>";initial-value:solid;inherits:true}
@property --data-axes-style{syntax:"<line-style>";initial-value:solid;inherits:true}
@property --legend-border-style{syntax:"<line-style>";initial-value:solid;inherits:true}
@property --primary-axis-color{syntax:"<color>";initial-value:#0000;inherits:true}
@property --secondary-axes-color{syntax:"<color>";initial-value:#0000;inherits:true}
@property --data-axes-color{syntax:"<color>";initial-value:#0000;inherits:true}
@property --legend-border-color{syntax:"<color>";initial-value:#0000;inherits:true}
@property --start{syntax:"<number>";inherits:true}
@property --end{syntax:"<number>";inherits:true}
@property --size{syntax:"<number>";inherits:true}
@property --line-size{syntax:"<number>";inherits:true}
.charts-css{--color-1:#f03232bf;--color-2:#ffb432bf;--color-3:#ffdc5abf;--color-4:#64d250bf;--color-5:#5aa5ffbf;--color-6:#aa5af0bf;--color-7:#b4b4b4bf;--color-8:#6e6e6ebf;--color-9:#aa966ebf;--color-10:#823214bf;--chart-bg-color:#f5f5f5;--primary-axis-color:#000;--primary-axis-style:solid;--primary-axis-width:1px;--secondary-axes-color:#00000026;--secondary-axes-style:solid;--secondary-axes-width:1px;--data-axes-color:#00000026;--data-axes-style:solid;--data-axes-width:1px;--legend-border-color:#c8c8c8;--legend-border-style:solid;--legend-border-width:1px;border:0;display:block;height:100%;margin:0 auto;padding:0;position:relative;-webkit-print-color-adjust:exact;print-color-adjust:exact;width:100%}
.charts-css,.charts-css *,.charts-css ::after,.charts-css ::before,.charts-css::after,.charts-css::before{box-sizing:border-box}
table.charts-css{background-color:initial;border-collapse:collapse;border-spacing:0;empty-cells:show;overflow:initial}
table.charts-css caption,table.charts-css colgroup,table.charts-css tbody,table.charts-css td,table.charts-css th,table.charts-css thead,table.charts-css tr{background-color:initial;border:0;display:block;margin:0;padding:0}
.charts-css.bar.show-labels th.hide-label,.charts-css.bar.show-labels tr.hide-label th,.charts-css.bar:not(.show-labels) tbody tr th,.charts-css.column.show-labels th.hide-label,.charts-css.column.show-labels tr.hide-label th,.charts-css.column:not(.show-labels) tbody tr th,.charts-css.hide-data .data,.charts-css.hide-data .data:not(:focus):not(:focus-within),.charts-css:not(.show-heading) caption,table.charts-css colgroup,table.charts-css tfoot,table.charts-css thead{clip:rect(0,0,0,0);border:0;clip-path:inset(50%);height:1px;margin:-1px;overflow:hidden;padding:0;position:absolute;white-space:nowrap;width:1px}
table.charts-css tbody{position:relative}
ol.charts-css,ul.charts-css{list-style-type:none}
ol.charts-css li,ul.charts-css li{border:0;margin:0;padding:0}
.charts-css.show-heading caption{display:block;width:100%}
.charts-css.bar tbody tr:nth-of-type(10n+1) td,.charts-css.bar.multiple tbody tr td:nth-of-type(10n+1),.charts-css.column tbody tr:nth-of-type(10n+1) td,.charts-css.column.multiple tbody tr td:nth-of-type(10n+1){background:var(--color,var(--color-1))}
.charts-css.bar tbody tr:nth-of-type(10n+2) td,.charts-css.bar.multiple tbody tr td:nth-of-type(10n+2),.charts-css.column tbody tr:nth-of-type(10n+2) td,.charts-css.column.multiple tbody tr td:nth-of-type(10n+2){background:var(--color,var(--color-2))}
.charts-css.bar tbody tr:nth-of-type(10n+3) td,.charts-css.bar.multiple tbody tr td:nth-of-type(10n+3),.charts-css.column tbody tr:nth-of-type(10n+3) td,.charts-css.column.multiple tbody tr td:nth-of-type(10n+3){background:var(--color,var(--color-3))}
.charts-css.bar tbody tr:nth-of-type(10n+4) td,.charts-css.bar.multiple tbody tr td:nth-of-type(10n+4),.charts-css.column tbody tr:nth-of-type(10n+4) td,.charts-css.column.multiple tbody tr td:nth-of-type(10n+4){background:var(--color,var(--color-4))}
.charts-css.bar tbody tr:nth-of-type(10n+5) td,.charts-css.bar.multiple tbody tr td:nth-of-type(10n+5),.charts-css.column tbody tr:nth-of-type(10n+5) td,.charts-css.column.multiple tbody tr td:nth-of-type(10n+5){background:var(--color,var(--color-5))}
.charts-css.bar tbody tr:nth-of-type(10n+6) td,.charts-css.bar.multiple tbody tr td:nth-of-type(10n+6),.charts-css.column tbody tr:nth-of-type(10n+6) td,.charts-css.column.multiple tbody tr td:nth-of-type(10n+6){background:var(--color,var(--color-6))}
.charts-css.bar tbody tr:nth-of-type(10n+7) td,.charts-css.bar.multiple tbody tr td:nth-of-type(10n+7),.charts-css.column tbody tr:nth-of-type(10n+7) td,.charts-css.column.multiple tbody tr td:nth-of-type(10n+7){background:var(--color,var(--color-7))}
.charts-css.bar tbody tr:nth-of-type(10n+8) td,.charts-css.bar.multiple tbody tr td:nth-of-type(10n+8),.charts-css.column tbody tr:nth-of-type(10n+8) td,.charts-css.column.multiple tbody tr td:nth-of-type(10n+8){background:var(--color,var(--color-8))}
.charts-css.bar tbody tr:nth-of-type(10n+9) td,.charts-css.bar.multiple tbody tr td:nth-of-type(10n+9),.charts-css.column tbody tr:nth-of-type(10n+9) td,.charts-css.column.multiple tbody tr td:nth-of-type(10n+9){background:var(--color,var(--color-9))}
.charts-css.bar tbody tr:nth-of-type(10n+10) td,.charts-css.bar.multiple tbody tr td:nth-of-type(10n+10),.charts-css.column tbody tr:nth-of-type(10n+10) td,.charts-css.column.multiple tbody tr td:nth-of-type(10n+10){background:var(--color,var(--color-10))}
.charts-css .data{display:flex}
.charts-css.show-data-on-hover .data{opacity:0;transition-duration:.3s}
.charts-css.show-data-on-hover tr:hover .data{opacity:1;transition-duration:.3s}
.charts-css.bar.data-center tbody tr td,.charts-css.column.data-center tbody tr td{--data-position:center}
.charts-css.bar.data-end.reverse tbody tr td,.charts-css.bar.data-outside.reverse tbody tr td,.charts-css.bar.data-start:not(.reverse) tbody tr td,.charts-css.column.data-end:not(.reverse) tbody tr td,.charts-css.column.data-outside:not(.reverse) tbody tr td,.charts-css.column.data-start.reverse tbody tr td{--data-position:flex-start}
.charts-css.bar.data-end:not(.reverse) tbody tr td,.charts-css.bar.data-outside:not(.reverse) tbody tr td,.charts-css.bar.data-start.reverse tbody tr td,.charts-css.column.data-end.reverse tbody tr td,.charts-css.column.data-outside.reverse tbody tr td,.charts-css.column.data-start:not(.reverse) tbody tr td{--data-position:flex-end}
.charts-css.bar.data-outside.reverse tbody tr td .data:dir(rtl),.charts-css.bar.data-outside:not(.reverse) tbody tr td .data:dir(ltr),.charts-css.bar.reverse tbody tr td .data.outside:dir(rtl),.charts-css.bar:not(.reverse) tbody tr td .data.outside:dir(ltr){transform:translateX(100%)}
.charts-css.bar.data-outside.reverse tbody tr td .data:dir(ltr),.charts-css.bar.data-outside:not(.reverse) tbody tr td .data:dir(rtl),.charts-css.bar.reverse tbody tr td .data.outside:dir(ltr),.charts-css.bar:not(.reverse) tbody tr td .data.outside:dir(rtl){transform:translateX(-100%)}
.charts-css.column.data-outside:not(.reverse) tbody tr td .data,.charts-css.column:not(.reverse) tbody tr td .data.outside{transform:translateY(-100%)}
.charts-css.column.data-outside.reverse tbody tr td .data,.charts-css.column.reverse tbody tr td .data.outside{transform:translateY(100%)}
.charts-css.bar.reverse tbody tr td .data.inside,.charts-css.bar.reverse tbody tr td.inside .data,.charts-css.bar:not(.reverse) tbody tr td .data.inside,.charts-css.bar:not(.reverse) tbody tr td.inside .data,.charts-css.column.reverse tbody tr td .data.inside,.charts-css.column.reverse tbody tr td.inside .data,.charts-css.column:not(.reverse) tbody tr td .data.inside,.charts-css.column:not(.reverse) tbody tr td.inside .data{transform:unset}
.charts-css.bar{--labels-size:80px}
.charts-css.bar:not(.show-labels),.charts-css.column:not(.show-labels){--labels-size:0}
.charts-css.bar.show-labels tbody tr th{align-items:var(--labels-align-block,center);display:flex;flex-direction:row;gap:5px}
.charts-css.bar.show-labels.reverse.reverse-labels tbody tr th,.charts-css.bar.show-labels:not(.reverse):not(.reverse-labels) tbody tr th{justify-content:var(--labels-align-inline,flex-start)}
.charts-css.bar.show-labels.reverse:not(.reverse-labels) tbody tr th,.charts-css.bar.show-labels:not(.reverse).reverse-labels tbody tr th{justify-content:var(--labels-align-inline,flex-end)}
.charts-css.column{--labels-size:1.5rem}
.charts-css.column.show-labels tbody tr th{align-items:var(--labels-align-inline,center);display:flex;flex-direction:column}
.charts-css.column.show-labels.reverse.reverse-labels tbody tr th,.charts-css.column.show-labels:not(.reverse):not(.reverse-labels) tbody tr th{justify-content:var(--labels-align-block,flex-end)}
.charts-css.column.show-labels.reverse:not(.reverse-labels) tbody tr th,.charts-css.column.show-labels:not(.reverse).reverse-labels tbody tr th{justify-content:var(--labels-align-block,flex-start)}
.charts-css.bar.labels-align-inline-start tbody tr th,.charts-css.column.labels-align-inline-start tbody tr th{--labels-align-inline:flex-start}
.charts-css.bar.labels-align-inline-end tbody tr th,.charts-css.column.labels-align-inline-end tbody tr th{--labels-align-inline:flex-end}
.charts-css.bar.labels-align-inline-center tbody tr th,.charts-css.column.labels-align-inline-center tbody tr th{--labels-align-inline:center}
.charts-css.bar.labels-align-block-start tbody tr th,.charts-css.column.labels-align-block-start tbody tr th{--labels-align-block:flex-start}
.charts-css.bar.labels-align-block-end tbody tr th,.charts-css.column.labels-align-block-end tbody tr th{--labels-align-block:flex-end}
.charts-css.bar.labels-align-block-center tbody tr th,.charts-css.column.labels-align-block-center tbody tr th{--labels-align-block:center}
.charts-css.column.show-primary-axis:not(.reverse) tbody tr{border-block-end:var(--primary-axis-width) var(--primary-axis-style) var(--primary-axis-color)}
.charts-css.column.show-primary-axis.reverse tbody tr{border-block-start:var(--primary-axis-width) var(--primary-axis-style) var(--primary-axis-color)}
.charts-css.column.show-1-secondary-axes:not(.reverse) tbody tr{background-image:linear-gradient(var(--secondary-axes-color) var(--secondary-axes-width),#0000 var(--secondary-axes-width));background-size:100% calc(100% / 1)}
.charts-css.column.show-1-secondary-axes.reverse tbody tr{background-image:linear-gradient(0deg,var(--secondary-axes-color) var(--secondary-axes-width),#0000 var(--secondary-axes-width));background-size:100% calc(100% / 1)}
.charts-css.column.show-2-secondary-axes:not(.reverse) tbody tr{background-image:linear-gradient(var(--secondary-axes-color) var(--secondary-axes-width),#0000 var(--secondary-axes-width));background-size:100% calc(100% / 2)}
.charts-css.column.show-2-secondary-axes.reverse tbody tr{background-image:linear-gradient(0deg,var(--secondary-axes-color) var(--secondary-axes-width),#0000 var(--secondary-axes-width));background-size:100% calc(100% / 2)}
.charts-css.column.show-3-secondary-axes:not(.reverse) tbody tr{background-image:linear-gradient(var(--secondary-axes-color) var(--secondary-axes-width),#0000 var(--secondary-axes-width));background-size:100% calc(100% / 3)}
.charts-css.column.show-3-secondary-axes.reverse tbody tr{background-image:linear-gradient(0deg,var(--secondary-axes-color) var(--secondary-axes-width),#0000 var(--secondary-axes-width));background-size:100% calc(100% / 3)}
.charts-css.column.show-4-secondary-axes:not(.reverse) tbody tr{background-image:linear-gradient(var(--secondary-axes-color) var(--secondary-axes-width),#0000 var(--secondary-axes-width));background-size:100% calc(100% / 4)}
.charts-css.column.show-4-secondary-axes.reverse tbody tr{background-image:linear-gradient(0deg,var(--secondary-axes-color) var(--secondary-axes-width),#0000 var(--secondary-axes-width));background-size:100% calc(100% / 4)}
.charts-css.column.show-5-secondary-axes:not(.reverse) tbody tr{background-image:linear-gradient(var(--secondary-axes-color) var(--secondary-axes-width),#0000 var(--secondary-axes-width));background-size:100% calc(100% / 5)}
.charts-css.column.show-5-secondary-axes.reverse tbody tr{background-image:linear-gradient(0deg,var(--secondary-axes-color) var(--secondary-axes-width),#0000 var(--secondary-axes-width));background-size:100% calc(100% / 5)}
.charts-css.column.show-6-secondary-axes:not(.reverse) tbody tr{background-image:linear-gradient(var(--secondary-axes-color) var(--secondary-axes-width),#0000 var(--secondary-axes-width));background-size:100% calc(100% / 6)}
.charts-css.column.show-6-secondary-axes.reverse tbody tr{background-image:linear-gradient(0deg,var(--secondary-axes-color) var(--secondary-axes-width),#0000 var(--secondary-axes-width));background-size:100% calc(100% / 6)}
.charts-css.column.show-7-secondary-axes:not(.reverse) tbody tr{background-image:linear-gradient(var(--secondary-axes-color) var(--secondary-axes-width),#0000 var(--secondary-axes-width));background-size:100% calc(100% / 7)}
.charts-css.column.show-7-secondary-axes.reverse tbody tr{background-image:linear-gradient(0deg,var(--secondary-axes-color) var(--secondary-axes-width),#0000 var(--secondary-axes-width));background-size:100% calc(100% / 7)}
.charts-css.column.show-8-secondary-axes:not(.reverse) tbody tr{background-image:linear-gradient(var(--secondary-axes-color) var(--secondary-axes-width),#0000 var(--secondary-axes-width));background-size:100% calc(100% / 8)}
.charts-css.column.show-8-secondary-axes.reverse tbody tr{background-image:linear-gradient(0deg,var(--secondary-axes-color) var(--secondary-axes-width),#0000 var(--secondary-axes-width));background-size:100% calc(100% / 8)}
.charts-css.column.show-9-secondary-axes:not(.reverse) tbody tr{background-image:linear-gradient(var(--secondary-axes-color) var(--secondary-axes-width),#0000 var(--secondary-axes-width));background-size:100% calc(100% / 9)}
.charts-css.column.show-9-secondary-axes.reverse tbody tr{background-image:linear-gradient(0deg,var(--secondary-axes-color) var(--secondary-axes-width),#0000 var(--secondary-axes-width));background-size:100% calc(100% / 9)}
.charts-css.column.show-10-secondary-axes:not(.reverse) tbody tr{background-image:linear-gradient(var(--secondary-axes-color) var(--secondary-axes-width),#0000 var(--secondary-axes-width));background-size:100% calc(100% / 10)}
.charts-css.column.show-10-secondary-axes.reverse tbody tr{background-image:linear-gradient(0deg,var(--secondary-axes-color) var(--secondary-axes-width),#0000 var(--secondary-axes-width));background-size:100% calc(100% / 10)}
.charts-css.column.show-data-axes tbody tr,.charts-css.column.show-dataset-axes tbody tr td{border-inline-end:var(--data-axes-width) var(--data-axes-style) var(--data-axes-color)}
.charts-css.column.show-data-axes.reverse-data tbody tr:last-of-type,.charts-css.column.show-data-axes:not(.reverse-data) tbody tr:first-of-type,.charts-css.column.show-dataset-axes.reverse-data tbody tr:last-of-type td,.charts-css.column.show-dataset-axes:not(.reverse-data) tbody tr:first-of-type td{border-inline-start:var(--data-axes-width) var(--data-axes-style) var(--data-axes-color)}
.charts-css.bar.show-primary-axis:not(.reverse) tbody tr{border-inline-start:var(--primary-axis-width) var(--primary-axis-style) var(--primary-axis-color)}
.charts-css.bar.show-primary-axis.reverse tbody tr{border-inline-end:var(--primary-axis-width) var(--primary-axis-style) var(--primary-axis-color)}
.charts-css.bar.show-1-secondary-axes:not(.reverse) tbody tr{background-image:linear-gradient(-90deg,var(--secondary-axes-color) var(--secondary-axes-width),#0000 var(--secondary-axes-width));background-size:calc(100% / 1) 100%}
.charts-css.bar.show-1-secondary-axes.reverse tbody tr{background-image:linear-gradient(90deg,var(--secondary-axes-color) var(--secondary-axes-width),#0000 var(--secondary-axes-width));background-size:calc(100% / 1) 100%}
.charts-css.bar.show-2-secondary-axes:not(.reverse) tbody tr{background-image:linear-gradient(-90deg,var(--secondary-axes-color) var(--secondary-axes-width),#0000 var(--secondary-axes-width));background-size:calc(100% / 2) 100%}
.charts-css.bar.show-2-secondary-axes.reverse tbody tr{background-image:linear-gradient(90deg,var(--secondary-axes-color) var(--secondary-axes-width),#0000 var(--secondary-axes-width));background-size:calc(100% / 2) 100%}
.charts-css.bar.show-3-secondary-axes:not(.reverse) tbody tr{background-image:linear-gradient(-90deg,var(--secondary-axes-color) var(--secondary-axes-width),#0000 var(--secondary-axes-width));background-size:calc(100% / 3) 100%}
.charts-css.bar.show-3-secondary-axes.reverse tbody tr{background-image:linear-gradient(90deg,var(--secondary-axes-color) var(--secondary-axes-width),#0000 var(--secondary-axes-width));background-size:calc(100% / 3) 100%}
.charts-css.bar.show-4-secondary-axes:not(.reverse) tbody tr{background-image:linear-gradient(-90deg,var(--secondary-axes-color) var(--secondary-axes-width),#0000 var(--secondary-axes-width));background-size:calc(100% / 4) 100%}
.charts-css.bar.show-4-secondary-axes.reverse tbody tr{background-image:linear-gradient(90deg,var(--secondary-axes-color) var(--secondary-axes-width),#0000 var(--secondary-axes-width));background-size:calc(100% / 4) 100%}
.charts-css.bar.show-5-secondary-axes:not(.reverse) tbody tr{background-image:linear-gradient(-90deg,var(--secondary-axes-color) var(--secondary-axes-width),#0000 var(--secondary-axes-width));background-size:calc(100% / 5) 100%}
.charts-css.bar.show-5-secondary-axes.reverse tbody tr{background-image:linear-gradient(90deg,var(--secondary-axes-color) var(--secondary-axes-width),#0000 var(--secondary-axes-width));background-size:calc(100% / 5) 100%}
.charts-css.bar.show-6-secondary-axes:not(.reverse) tbody tr{background-image:linear-gradient(-90deg,var(--secondary-axes-color) var(--secondary-axes-width),#0000 var(--secondary-axes-width));background-size:calc(100% / 6) 100%}
.charts-css.bar.show-6-secondary-axes.reverse tbody tr{background-image:linear-gradient(90deg,var(--secondary-axes-color) var(--secondary-axes-width),#0000 var(--secondary-axes-width));background-size:calc(100% / 6) 100%}
.charts-css.bar.show-7-secondary-axes:not(.reverse) tbody tr{background-image:linear-gradient(-90deg,var(--secondary-axes-color) var(--secondary-axes-width),#0000 var(--secondary-axes-width));background-size:calc(100% / 7) 100%}
.charts-css.bar.show-7-secondary-axes.reverse tbody tr{background-image:linear-gradient(90deg,var(--secondary-axes-color) var(--secondary-axes-width),#0000 var(--secondary-axes-width));background-size:calc(100% / 7) 100%}
.charts-css.bar.show-8-secondary-axes:not(.reverse) tbody tr{background-image:linear-gradient(-90deg,var(--secondary-axes-color) var(--secondary-axes-width),#0000 var(--secondary-axes-width));background-size:calc(100% / 8) 100%}
.charts-css.bar.show-8-secondary-axes.reverse tbody tr{background-image:linear-gradient(90deg,var(--secondary-axes-color) var(--secondary-axes-width),#0000 var(--secondary-axes-width));background-size:calc(100% / 8) 100%}
.charts-css.bar.show-9-secondary-axes:not(.reverse) tbody tr{background-image:linear-gradient(-90deg,var(--secondary-axes-color) var(--secondary-axes-width),#0000 var(--secondary-axes-width));background-size:calc(100% / 9) 100%}
.charts-css.bar.show-9-secondary-axes.reverse tbody tr{background-image:linear-gradient(90deg,var(--secondary-axes-color) var(--secondary-axes-width),#0000 var(--secondary-axes-width));background-size:calc(100% / 9) 100%}
.charts-css.bar.show-10-secondary-axes:not(.reverse) tbody tr{background-image:linear-gradient(-90deg,var(--secondary-axes-color) var(--secondary-axes-width),#0000 var(--secondary-axes-width));background-size:calc(100% / 10) 100%}
.charts-css.bar.show-10-secondary-axes.reverse tbody tr{background-image:linear-gradient(90deg,var(--secondary-axes-color) var(--secondary-axes-width),#0000 var(--secondary-axes-width));background-size:calc(100% / 10) 100%}
.charts-css.bar.show-data-axes tbody tr,.charts-css.bar.show-dataset-axes tbody tr td{border-block-end:var(--data-axes-width) var(--data-axes-style) var(--data-axes-color)}
.charts-css.bar.show-data-axes.reverse-data tbody tr:last-of-type,.charts-css.bar.show-data-axes:not(.reverse-data) tbody tr:first-of-type,.charts-css.bar.show-dataset-axes.reverse-data tbody tr:last-of-type td,.charts-css.bar.show-dataset-axes:not(.reverse-data) tbody tr:first-of-type td{border-block-start:var(--data-axes-width) var(--data-axes-style) var(--data-axes-color)}
.charts-css.legend{border:var(--legend-border-width) var(--legend-border-style) var(--legend-border-color);font-size:1rem;list-style:none;padding:1rem}
.charts-css.legend li{align-items:center;display:flex;line-height:2}
.charts-css.legend li::before{border-style:solid;border-width:2px;content:"";display:inline-block;margin-inline-end:.5rem;vertical-align:middle}
.charts-css.legend li:nth-child(10n+1)::before{background-color:var(--color-1,#0000);border-color:var(--border-color-1,var(--border-color,#000))}
.charts-css.legend li:nth-child(10n+2)::before{background-color:var(--color-2,#0000);border-color:var(--border-color-2,var(--border-color,#000))}
.charts-css.legend li:nth-child(10n+3)::before{background-color:var(--color-3,#0000);border-color:var(--border-color-3,var(--border-color,#000))}
.charts-css.legend li:nth-child(10n+4)::before{background-color:var(--color-4,#0000);border-color:var(--border-color-4,var(--border-color,#000))}
.charts-css.legend li:nth-child(10n+5)::before{background-color:var(--color-5,#0000);border-color:var(--border-color-5,var(--border-color,#000))}
.charts-css.legend li:nth-child(10n+6)::before{background-color:var(--color-6,#0000);border-color:var(--border-color-6,var(--border-color,#000))}
.charts-css.legend li:nth-child(10n+7)::before{background-color:var(--color-7,#0000);border-color:var(--border-color-7,var(--border-color,#000))}
.charts-css.legend li:nth-child(10n+8)::before{background-color:var(--color-8,#0000);border-color:var(--border-color-8,var(--border-color,#000))}
.charts-css.legend li:nth-child(10n+9)::before{background-color:var(--color-9,#0000);border-color:var(--border-color-9,var(--border-color,#000))}
.charts-css.legend li:nth-child(10n+10)::before{background-color:var(--color-10,#0000);border-color:var(--border-color-10,var(--border-color,#000))}
.charts-css.legend:not(.legend-inline){display:flex;flex-direction:column;flex-wrap:nowrap}
.charts-css.legend.legend-inline{display:flex;flex-direction:row;flex-wrap:wrap}
.charts-css.legend.legend-inline li{margin-inline-end:1rem}
.charts-css.legend.legend-circle li::before{border-radius:50%;height:1rem;width:1rem}
.charts-css.legend.legend-ellipse li::before{border-radius:50%;height:1rem;width:2rem}
.charts-css.legend.legend-square li::before{border-radius:3px;height:1rem;width:1rem}
.charts-css.legend.legend-rhombus li::before{border-radius:3px;height:1rem;transform:rotate(45deg) scale(.85);width:1rem}
.charts-css.legend.legend-rectangle li::before{border-radius:3px;height:1rem;width:2rem}
.charts-css.legend.legend-line li::before{border-radius:2px;box-sizing:initial;height:3px;width:2rem}
.charts-css .tooltip{background-color:#555;border-radius:6px;color:#fff;font-size:.9rem;inset-block-end:50%;inset-inline-start:50%;opacity:0;padding:5px 10px;position:absolute;text-align:center;transition:opacity .3s;visibility:hidden;width:max-content;z-index:1}
.charts-css .tooltip:dir(ltr){transform:translateX(-50%)}
.charts-css .tooltip:dir(rtl){transform:translateX(50%)}
.charts-css .tooltip::after{border:5px solid #0000;border-top-color:#555;content:"";inset-block-start:100%;inset-inline-start:50%;margin-inline-start:-5px;position:absolute}
.charts-css td:hover .tooltip{opacity:1;visibility:visible}
.charts-css.bar tbody{align-items:stretch;aspect-ratio:var(--aspect-ratio,auto);display:flex;justify-content:space-between;width:100%}
.charts-css.bar tbody tr,.charts-css.column tbody tr{display:flex;flex-basis:0;flex-grow:1;flex-shrink:1;justify-content:flex-start;overflow-wrap:anywhere;position:relative}
.charts-css.bar tbody tr th{inset:0;position:absolute;width:var(--labels-size)}
.charts-css.bar tbody tr td{align-items:center;display:flex;height:100%;min-height:1rem;padding-block-end:10px;padding-block-start:10px;position:relative;width:calc(100% * var(--end, var(--size, 1)))}
.charts-css.bar:not(.reverse) tbody tr td{justify-content:var(--data-position,flex-end)}
.charts-css.bar.reverse tbody tr td .data.outside,.charts-css.bar:not(.reverse) tbody tr td .data.outside{white-space:nowrap}
.charts-css.bar.reverse tbody tr td{justify-content:var(--data-position,flex-start)}
.charts-css.bar:not(.reverse) tbody tr,.charts-css.column.reverse tbody tr{align-items:flex-start}
.charts-css.bar.reverse tbody tr,.charts-css.column:not(.reverse) tbody tr{align-items:flex-end}
.charts-css.bar.reverse-labels.reverse tbody tr,.charts-css.bar:not(.reverse-labels):not(.reverse) tbody tr{margin-inline-start:var(--labels-size)}
.charts-css.bar:not(.reverse-labels):not(.reverse) tbody tr th{margin-inline-end:auto;margin-inline-start:calc(-1 * var(--labels-size) - var(--primary-axis-width))}
.charts-css.bar.reverse-labels:not(.reverse) tbody tr,.charts-css.bar:not(.reverse-labels).reverse tbody tr{margin-inline-end:var(--labels-size)}
.charts-css.bar:not(.reverse-labels).reverse tbody tr th{margin-inline-end:calc(-1 * var(--labels-size) - var(--primary-axis-width));margin-inline-start:auto}
.charts-css.bar.reverse-labels:not(.reverse) tbody tr th{margin-inline-end:calc(-1 * var(--labels-size));margin-inline-start:auto}
.charts-css.bar.reverse-labels.reverse tbody tr th{margin-inline-end:auto;margin-inline-start:calc(-1 * var(--labels-size))}
.charts-css.bar:not(.stacked) tbody tr td,.charts-css.column:not(.stacked) tbody tr td{flex-basis:0;flex-grow:1;flex-shrink:1}
.charts-css.bar.stacked tbody tr td,.charts-css.column.stacked tbody tr td{flex-basis:unset;flex-grow:unset;flex-shrink:unset}
.charts-css.bar.stacked.reverse-datasets tbody tr,.charts-css.column.stacked.reverse-datasets tbody tr,.charts-css.column:not(.reverse) tbody tr th{justify-content:flex-end}
.charts-css.bar:not(.reverse-data) tbody,.charts-css.bar:not(.reverse-datasets):not(.stacked) tbody tr,.charts-css.column.reverse-datasets.stacked:not(.reverse) tbody tr,.charts-css.column:not(.reverse-datasets).stacked.reverse tbody tr{flex-direction:column}
.charts-css.bar.reverse-data tbody,.charts-css.bar.reverse-datasets:not(.stacked) tbody tr,.charts-css.column.reverse-datasets.stacked.reverse tbody tr,.charts-css.column:not(.reverse-datasets).stacked:not(.reverse) tbody tr{flex-direction:column-reverse}
.charts-css.bar.reverse-datasets.stacked.reverse tbody tr,.charts-css.bar:not(.reverse-datasets).stacked:not(.reverse) tbody tr,.charts-css.column.reverse-labels.reverse-data tbody,.charts-css.column:not(.reverse-datasets):not(.stacked) tbody tr,.charts-css.column:not(.reverse-labels):not(.reverse-data) tbody{flex-direction:row}
.charts-css.bar.reverse-datasets.stacked:not(.reverse) tbody tr,.charts-css.bar:not(.reverse-datasets).stacked.reverse tbody tr,.charts-css.column.reverse-datasets:not(.stacked) tbody tr,.charts-css.column.reverse-labels:not(.reverse-data) tbody,.charts-css.column:not(.reverse-labels).reverse-data tbody{flex-direction:row-reverse}
.charts-css.bar.data-spacing-1 tbody tr{padding-block-end:1px;padding-block-start:1px}
.charts-css.bar.data-spacing-2 tbody tr{padding-block-end:2px;padding-block-start:2px}
.charts-css.bar.data-spacing-3 tbody tr{padding-block-end:3px;padding-block-start:3px}
.charts-css.bar.data-spacing-4 tbody tr{padding-block-end:4px;padding-block-start:4px}
.charts-css.bar.data-spacing-5 tbody tr{padding-block-end:5px;padding-block-start:5px}
.charts-css.bar.data-spacing-6 tbody tr{padding-block-end:6px;padding-block-start:6px}
.charts-css.bar.data-spacing-7 tbody tr{padding-block-end:7px;padding-block-start:7px}
.charts-css.bar.data-spacing-8 tbody tr{padding-block-end:8px;padding-block-start:8px}
.charts-css.bar.data-spacing-9 tbody tr{padding-block-end:9px;padding-block-start:9px}
.charts-css.bar.data-spacing-10 tbody tr{padding-block-end:10px;padding-block-start:10px}
.charts-css.bar.data-spacing-11 tbody tr{padding-block-end:11px;padding-block-start:11px}
.charts-css.bar.data-spacing-12 tbody tr{padding-block-end:12px;padding-block-start:12px}
.charts-css.bar.data-spacing-13 tbody tr{padding-block-end:13px;padding-block-start:13px}
.charts-css.bar.data-spacing-14 tbody tr{padding-block-end:14px;padding-block-start:14px}
.charts-css.bar.data-spacing-15 tbody tr{padding-block-end:15px;padding-block-start:15px}
.charts-css.bar.data-spacing-16 tbody tr{padding-block-end:16px;padding-block-start:16px}
.charts-css.bar.data-spacing-17 tbody tr{padding-block-end:17px;padding-block-start:17px}
.charts-css.bar.data-spacing-18 tbody tr{padding-block-end:18px;padding-block-start:18px}
.charts-css.bar.data-spacing-19 tbody tr{padding-block-end:19px;padding-block-start:19px}
.charts-css.bar.data-spacing-20 tbody tr{padding-block-end:20px;padding-block-start:20px}
.charts-css.bar.datasets-spacing-1 tbody tr td{margin-block-end:1px;margin-block-start:1px}
.charts-css.bar.datasets-spacing-2 tbody tr td{margin-block-end:2px;margin-block-start:2px}
.charts-css.bar.datasets-spacing-3 tbody tr td{margin-block-end:3px;margin-block-start:3px}
.charts-css.bar.datasets-spacing-4 tbody tr td{margin-block-end:4px;margin-block-start:4px}
.charts-css.bar.datasets-spacing-5 tbody tr td{margin-block-end:5px;margin-block-start:5px}
.charts-css.bar.datasets-spacing-6 tbody tr td{margin-block-end:6px;margin-block-start:6px}
.charts-css.bar.datasets-spacing-7 tbody tr td{margin-block-end:7px;margin-block-start:7px}
.charts-css.bar.datasets-spacing-8 tbody tr td{margin-block-end:8px;margin-block-start:8px}
.charts-css.bar.datasets-spacing-9 tbody tr td{margin-block-end:9px;margin-block-start:9px}
.charts-css.bar.datasets-spacing-10 tbody tr td{margin-block-end:10px;margin-block-start:10px}
.charts-css.bar.datasets-spacing-11 tbody tr td{margin-block-end:11px;margin-block-start:11px}
.charts-css.bar.datasets-spacing-12 tbody tr td{margin-block-end:12px;margin-block-start:12px}
.charts-css.bar.datasets-spacing-13 tbody tr td{margin-block-end:13px;margin-block-start:13px}
.charts-css.bar.datasets-spacing-14 tbody tr td{margin-block-end:14px;margin-block-start:14px}
.charts-css.bar.datasets-spacing-15 tbody tr td{margin-block-end:15px;margin-block-start:15px}
.charts-css.bar.datasets-spacing-16 tbody tr td{margin-block-end:16px;margin-block-start:16px}
.charts-css.bar.datasets-spacing-17 tbody tr td{margin-block-end:17px;margin-block-start:17px}
.charts-css.bar.datasets-spacing-18 tbody tr td{margin-block-end:18px;margin-block-start:18px}
.charts-css.bar.datasets-spacing-19 tbody tr td{margin-block-end:19px;margin-block-start:19px}
.charts-css.bar.datasets-spacing-20 tbody tr td{margin-block-end:20px;margin-block-start:20px}
.charts-css.column tbody{align-items:stretch;aspect-ratio:var(--aspect-ratio,21/9);display:flex;justify-content:space-between;width:100%}
.charts-css.column tbody tr th{height:var(--labels-size);inset:0;position:absolute}
.charts-css.column tbody tr td{display:flex;height:calc(100% * var(--end, var(--size, 1)));justify-content:center;position:relative;width:100%}
.charts-css.column:not(.reverse) tbody tr td{align-items:var(--data-position,flex-start)}
.charts-css.column.reverse tbody tr td{align-items:var(--data-position,flex-end)}
.charts-css.column.reverse tbody tr td,.charts-css.column:not(.reverse) tbody tr td{justify-content:center}
.charts-css.column.reverse tbody tr th{justify-content:flex-start}
.charts-css.column.reverse-labels.reverse tbody tr,.charts-css.column:not(.reverse-labels):not(.reverse) tbody tr{margin-block-end:var(--labels-size)}
.charts-css.column:not(.reverse-labels):not(.reverse) tbody tr th{margin-block-end:calc(-1 * var(--labels-size) - var(--primary-axis-width));margin-block-start:auto}
.charts-css.column.reverse-labels:not(.reverse) tbody tr,.charts-css.column:not(.reverse-labels).reverse tbody tr{margin-block-start:var(--labels-size)}
.charts-css.column:not(.reverse-labels).reverse tbody tr th{margin-block-end:auto;margin-block-start:calc(-1 * var(--labels-size) - var(--primary-axis-width))}
.charts-css.column.reverse-labels:not(.reverse) tbody tr th{margin-block-end:auto;margin-block-start:calc(-1 * var(--labels-size))}
.charts-css.column.reverse-labels.reverse tbody tr th{margin-block-end:calc(-1 * var(--labels-size));margin-block-start:auto}
.charts-css.column.data-spacing-1 tbody tr{padding-inline-end:1px;padding-inline-start:1px}
.charts-css.column.data-spacing-2 tbody tr{padding-inline-end:2px;padding-inline-start:2px}
.charts-css.column.data-spacing-3 tbody tr{padding-inline-end:3px;padding-inline-start:3px}
.charts-css.column.data-spacing-4 tbody tr{padding-inline-end:4px;padding-inline-start:4px}
.charts-css.column.data-spacing-5 tbody tr{padding-inline-end:5px;padding-inline-start:5px}
.charts-css.column.data-spacing-6 tbody tr{padding-inline-end:6px;padding-inline-start:6px}
.charts-css.column.data-spacing-7 tbody tr{padding-inline-end:7px;padding-inline-start:7px}
.charts-css.column.data-spacing-8 tbody tr{padding-inline-end:8px;padding-inline-start:8px}
.charts-css.column.data-spacing-9 tbody tr{padding-inline-end:9px;padding-inline-start:9px}
.charts-css.column.data-spacing-10 tbody tr{padding-inline-end:10px;padding-inline-start:10px}
.charts-css.column.data-spacing-11 tbody tr{padding-inline-end:11px;padding-inline-start:11px}
.charts-css.column.data-spacing-12 tbody tr{padding-inline-end:12px;padding-inline-start:12px}
.charts-css.column.data-spacing-13 tbody tr{padding-inline-end:13px;padding-inline-start:13px}
.charts-css.column.data-spacing-14 tbody tr{padding-inline-end:14px;padding-inline-start:14px}
.charts-css.column.data-spacing-15 tbody tr{padding-inline-end:15px;padding-inline-start:15px}
.charts-css.column.data-spacing-16 tbody tr{padding-inline-end:16px;padding-inline-start:16px}
.charts-css.column.data-spacing-17 tbody tr{padding-inline-end:17px;padding-inline-start:17px}
.charts-css.column.data-spacing-18 tbody tr{padding-inline-end:18px;padding-inline-start:18px}
.charts-css.column.data-spacing-19 tbody tr{padding-inline-end:19px;padding-inline-start:19px}
.charts-css.column.data-spacing-20 tbody tr{padding-inline-end:20px;padding-inline-start:20px}
.charts-css.column.datasets-spacing-1 tbody tr td{margin-inline-end:1px;margin-inline-start:1px}
.charts-css.column.datasets-spacing-2 tbody tr td{margin-inline-end:2px;margin-inline-start:2px}
.charts-css.column.datasets-spacing-3 tbody tr td{margin-inline-end:3px;margin-inline-start:3px}
.charts-css.column.datasets-spacing-4 tbody tr td{margin-inline-end:4px;margin-inline-start:4px}
.charts-css.column.datasets-spacing-5 tbody tr td{margin-inline-end:5px;margin-inline-start:5px}
.charts-css.column.datasets-spacing-6 tbody tr td{margin-inline-end:6px;margin-inline-start:6px}
.charts-css.column.datasets-spacing-7 tbody tr td{margin-inline-end:7px;margin-inline-start:7px}
.charts-css.column.datasets-spacing-8 tbody tr td{margin-inline-end:8px;margin-inline-start:8px}
.charts-css.column.datasets-spacing-9 tbody tr td{margin-inline-end:9px;margin-inline-start:9px}
.charts-css.column.datasets-spacing-10 tbody tr td{margin-inline-end:10px;margin-inline-start:10px}
.charts-css.column.datasets-spacing-11 tbody tr td{margin-inline-end:11px;margin-inline-start:11px}
.charts-css.column.datasets-spacing-12 tbody tr td{margin-inline-end:12px;margin-inline-start:12px}
.charts-css.column.datasets-spacing-13 tbody tr td{margin-inline-end:13px;margin-inline-start:13px}
.charts-css.column.datasets-spacing-14 tbody tr td{margin-inline-end:14px;margin-inline-start:14px}
.charts-css.column.datasets-spacing-15 tbody tr td{margin-inline-end:15px;margin-inline-start:15px}
.charts-css.column.datasets-spacing-16 tbody tr td{margin-inline-end:16px;margin-inline-start:16px}
.charts-css.column.datasets-spacing-17 tbody tr td{margin-inline-end:17px;margin-inline-start:17px}
.charts-css.column.datasets-spacing-18 tbody tr td{margin-inline-end:18px;margin-inline-start:18px}
.charts-css.column.datasets-spacing-19 tbody tr td{margin-inline-end:19px;margin-inline-start:19px}
.charts-css.column.datasets-spacing-20 tbody tr td{margin-inline-end:20px;margin-inline-start:20px}
:root {
  color-scheme: light dark;
  --back: #ffffff;
  --card: #f6f8fa;
  --text: #1f2328;
  --soft: #59636e;
  --line: #d1d9e0;
  --link: #0550ae;
  --green: #116329;
  --red: #a40e26;
  --amber: #7d4e00;
  --blue: #0550ae;
  --one: #2f6fd0;
  --two: #d17a22;
  --three: #7a8793;
}
@media (prefers-color-scheme: dark) {
  :root {
    --back: #0d1117;
    --card: #161b22;
    --text: #e6edf3;
    --soft: #9da7b3;
    --line: #30363d;
    --link: #79c0ff;
    --green: #56d364;
    --red: #ff9a92;
    --amber: #e3b341;
    --blue: #79c0ff;
    --one: #4c8ff0;
    --two: #e09a4a;
    --three: #8b98a5;
  }
}
* {
  box-sizing: border-box;
}
body {
  margin: 0 auto;
  max-width: 76rem;
  padding: 1.5rem;
  background: var(--back);
  color: var(--text);
  font:
    1rem / 1.5 system-ui,
    sans-serif;
  overflow-wrap: anywhere;
}
h1 {
  margin: 0;
  font-size: 1.75rem;
}
h2 {
  margin: 2.5rem 0 1rem;
  font-size: 1.25rem;
}
header p,
footer {
  color: var(--soft);
}
footer {
  margin-block-start: 3rem;
  border-block-start: 1px solid var(--line);
  font-size: 0.875rem;
}
a {
  color: var(--link);
}
code {
  font:
    0.875em ui-monospace,
    monospace;
  color: var(--soft);
}
:focus-visible {
  outline: 3px solid var(--link);
  outline-offset: 2px;
}
.skip {
  position: absolute;
  inset-inline-start: -999rem;
}
.skip:focus {
  position: static;
}
.headline {
  display: grid;
  grid-template-columns: repeat(auto-fit, minmax(9.5rem, 1fr));
  gap: 0.75rem;
  margin: 1.5rem 0 0;
}
.headline > div {
  background: var(--card);
  border: 1px solid var(--line);
  border-radius: 0.5rem;
  padding: 0.75rem 1rem;
}
.headline dt,
.headline dd span {
  color: var(--soft);
  font-size: 0.875rem;
}
.headline dd {
  margin: 0;
}
.headline strong {
  display: block;
  font-size: 1.5rem;
  font-variant-numeric: tabular-nums;
  line-height: 1.3;
}
.waits {
  list-style: none;
  margin: 0;
  padding: 0;
  display: grid;
  grid-template-columns: repeat(auto-fill, minmax(20rem, 1fr));
  gap: 0.75rem;
}
.waits li {
  border: 1px solid var(--line);
  border-inline-start: 4px solid var(--two);
  border-radius: 0.5rem;
  padding: 0.5rem 0.75rem;
  background: var(--card);
}
.tag,
.state {
  border: 1px solid currentcolor;
  border-radius: 1rem;
  padding: 0 0.5rem;
  font-size: 0.8125rem;
  white-space: nowrap;
  color: var(--amber);
}
.state.done,
.state.merged,
.state.approved {
  color: var(--green);
}
.state.failed,
.state.blocked,
.tag.restart,
.tag.revision,
.tag.review {
  color: var(--red);
}
.state.running {
  color: var(--blue);
}
.grid {
  display: grid;
  grid-template-columns: repeat(auto-fit, minmax(min(100%, 30rem), 1fr));
  gap: 1.5rem;
}
.chart {
  margin: 0;
  border: 1px solid var(--line);
  border-radius: 0.5rem;
  padding: 1rem;
  background: var(--card);
  min-width: 0;
}
.chart figcaption {
  font-weight: 600;
  margin-block-end: 0.75rem;
}
.chart .legend {
  margin: 0 0 0.75rem;
  padding: 0;
  border: 0;
  font-size: 0.875rem;
  color: var(--soft);
  gap: 1rem;
}
.phases {
  border-collapse: collapse;
  width: 100%;
  font-size: 0.9375rem;
}
.phases caption {
  text-align: start;
  color: var(--soft);
  font-size: 0.875rem;
}
.phases th,
.phases td {
  border-block-end: 1px solid var(--line);
  padding: 0.375rem 0.75rem 0.375rem 0;
  text-align: start;
  vertical-align: top;
}
.phases tbody th {
  font-weight: 400;
  min-width: 12rem;
}
.phases .number {
  text-align: end;
  font-variant-numeric: tabular-nums;
  white-space: nowrap;
}
.charts-css {
  --color-1: var(--one);
  --color-2: var(--two);
  --color-3: var(--three);
  height: auto;
  --primary-axis-color: var(--line);
  font-size: 0.8125rem;
}
.charts-css.bar {
  --labels-align-inline: space-between;
  --labels-size: 11.5rem;
}
.charts-css.bar tbody tr th {
  padding-inline-end: 0.75rem;
  font-weight: 400;
  text-align: start;
}
.charts-css.bar tbody tr td {
  min-height: 0.75rem;
  padding-block: 0;
}
.charts-css.bar tbody tr {
  min-height: 1.75rem;
}
.charts-css .name {
  overflow: hidden;
  text-overflow: ellipsis;
  white-space: nowrap;
  min-width: 0;
}
.charts-css .value {
  color: var(--soft);
  font-variant-numeric: tabular-nums;
  white-space: nowrap;
}
.charts-css.column {
  --color: var(--one);
  --labels-size: 1.75rem;
  padding-block-start: 1.25rem;
}
.charts-css.column tbody {
  aspect-ratio: auto;
  height: 12rem;
}
.charts-css.column tbody tr th {
  font-weight: 400;
  white-space: nowrap;
}
.charts-css.column tbody tr td .data {
  transform: translateY(-100%);
  font-variant-numeric: tabular-nums;
  white-space: nowrap;
}
details {
  border: 1px solid var(--line);
  border-radius: 0.5rem;
  margin-block-end: 0.5rem;
  scroll-margin: 1rem;
}
details[open],
details:target {
  border-color: var(--link);
}
summary {
  padding: 0.5rem 0.75rem;
  cursor: pointer;
}
summary .title {
  font-weight: 600;
}
summary .done,
summary .usd {
  color: var(--soft);
  font-size: 0.875rem;
  margin-inline-start: 0.5rem;
}
.inside {
  padding: 0 1rem 1rem;
}
.waiting {
  color: var(--amber);
  margin-block: 0.25rem 0.75rem;
}
.scroll {
  overflow-x: auto;
}
.inside dl {
  display: grid;
  grid-template-columns: minmax(8rem, max-content) 1fr;
  gap: 0.25rem 1rem;
  margin: 1rem 0 0;
}
.inside dt {
  color: var(--soft);
}
.inside dd {
  margin: 0;
}
@media print {
  details::details-content {
    content-visibility: visible;
  }
}
@media (max-width: 40rem) {
  .charts-css.bar {
    --labels-size: 9.5rem;
  }
  .charts-css.column {
    --labels-size: 4.5rem;
    padding-block-start: 2.5rem;
  }
  .charts-css.column tbody tr {
    min-width: 0;
  }
  .charts-css.column .name,
  .charts-css.column .data {
    writing-mode: vertical-rl;
  }
}`;
