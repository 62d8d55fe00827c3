import{a as e,i as t,n,o as r,r as i,t as a}from"./settings-DVlRjWe8.js";import{L as o,O as s,R as c,X as l,Y as u,_ as d,b as f,c as p,f as ee,g as m,m as h,o as te,p as g,q as _,s as v,u as y,w as b,x}from"./theme-vUDyj5dw.js";var S=l`
  .check {
    display: grid;
    grid-template-columns: 1fr auto;
    gap: 6px 16px;
    align-items: center;
    padding: 14px 18px;
    border: 1px solid var(--wb-line);
    border-radius: var(--wb-radius);
    background: var(--wb-surface);
  }
  .check > p {
    grid-column: 1 / -1;
  }
  .check > p:empty {
    display: none;
  }
  .audit {
    display: grid;
    grid-template-columns: minmax(260px, 5fr) minmax(0, 8fr);
    gap: 20px;
    align-items: start;
  }
  .list-of {
    display: grid;
    gap: 10px;
  }
  .list-of ul {
    display: grid;
    gap: 8px;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .list-of h2 small {
    color: var(--wb-muted);
    font-weight: 400;
  }
  .list-of details ul {
    margin-top: 8px;
  }
  summary {
    min-height: 32px;
    color: var(--wb-muted);
    font-size: 14px;
    cursor: pointer;
  }
  .finding {
    display: grid;
    gap: 4px;
    width: 100%;
    padding: 10px 14px;
    border: 1px solid var(--wb-line);
    border-radius: 10px;
    background: var(--wb-surface);
    font-size: 14px;
    line-height: 1.6;
    text-align: start;
    overflow-wrap: anywhere;
  }
  .finding:hover {
    border-color: var(--wb-line-strong);
  }
  .finding[aria-current="true"] {
    border-color: var(--wb-link);
    box-shadow: inset 3px 0 0 var(--wb-link);
  }
  .finding small {
    color: var(--wb-muted);
  }
  .detail {
    position: sticky;
    top: 12px;
    display: grid;
    gap: 10px;
    max-height: calc(100vh - 24px);
    padding: 16px 18px;
    border: 1px solid var(--wb-line);
    border-radius: var(--wb-radius);
    background: var(--wb-surface);
    overflow-y: auto;
    overflow-wrap: anywhere;
  }
  .sides {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(260px, 1fr));
    gap: 14px;
  }
  dl {
    display: grid;
    grid-template-columns: auto 1fr;
    gap: 2px 12px;
    margin: 0;
    font-size: 14px;
  }
  dl:empty {
    display: none;
  }
  dt {
    color: var(--wb-muted);
  }
  dd {
    margin: 0;
    font-variant-numeric: tabular-nums;
  }
  .more {
    margin: 4px 0 0;
    padding-inline-start: 18px;
    font-size: 13.5px;
  }
  .decision {
    display: flex;
    flex-wrap: wrap;
    gap: 8px 12px;
    align-items: end;
  }
  .decision p {
    flex: 1 0 100%;
  }
  .decision label {
    display: grid;
    gap: 2px;
    color: var(--wb-muted);
    font-size: 12.5px;
  }
  .decision .wide {
    flex: 1 1 220px;
  }
  @media (max-width: 980px) {
    .audit {
      grid-template-columns: minmax(0, 1fr);
    }
    .detail {
      position: static;
      max-height: none;
    }
  }
`,C={audit:`勾稽`,lead:`报告读入时逐项核对：表内与表间合计、正文与表、百分比、增减方向、文字与完整性。每一项列出两处原文。`,document:`报告`,everyReport:`全部报告`,severity:`级别`,andGraver:{error:`错误`,warning:`警告及以上`,note:`全部`},severities:{error:`错误`,warning:`警告`,note:`提示`},category:`类别`,every:`全部`,categories:{error:`差错`,rounding:`尾差`,percentage:`百分比`,scope:`口径`,wording:`文字`,completeness:`完整性`},state:`状态`,states:{open:`未处理`,accepted:`已接受`,mended:`已更正`},words:`查找`,exportXlsx:`导出 XLSX`,print:`打印页`,none:`没有符合条件的发现。`,counts:(e,t,n)=>`错误 ${e} 项 · 警告 ${t} 项 · 提示 ${n} 项`,rounding:e=>`尾差 ${e} 项`,page:e=>`第 ${e} 页`,stated:`所在处`,against:`对照处`,expected:`应为`,formula:`依据`,more:`其他位置`,chosen:`选一项，查看两处原文。`,accept:`接受`,acceptLead:`说明为何接受，例如“口径不同，已在说明中列示”。`,note:`备注`,by:`处理人`,reopen:`重新打开`,accepted:(e,t)=>`${e||`—`}：${t||`—`}`,check:`发布前核对`,checkLead:`报告只读取和核对，不进入报告库，也不会用于回答；核对完可以移除，一小时后自动移除。`,pick:`选择文件`,checking:e=>`正在核对 ${e} …`,checked:`仅核对`,takeAway:`移除`,more_:(e,t)=>`再显示一些（${e} / ${t}）`},w={"zh-CN":C,"zh-TW":{...C,audit:`勾稽`,lead:`報告讀入時逐項核對：表內與表間合計、正文與表、百分比、增減方向、文字與完整性。每一項列出兩處原文。`,document:`報告`,everyReport:`全部報告`,severity:`級別`,andGraver:{error:`錯誤`,warning:`警告及以上`,note:`全部`},severities:{error:`錯誤`,warning:`警告`,note:`提示`},category:`類別`,categories:{error:`差錯`,rounding:`尾差`,percentage:`百分比`,scope:`口徑`,wording:`文字`,completeness:`完整性`},state:`狀態`,states:{open:`未處理`,accepted:`已接受`,mended:`已更正`},words:`尋找`,exportXlsx:`匯出 XLSX`,print:`列印頁`,none:`沒有符合條件的發現。`,counts:(e,t,n)=>`錯誤 ${e} 項 · 警告 ${t} 項 · 提示 ${n} 項`,rounding:e=>`尾差 ${e} 項`,page:e=>`第 ${e} 頁`,stated:`所在處`,against:`對照處`,expected:`應為`,formula:`依據`,chosen:`選一項，檢視兩處原文。`,acceptLead:`說明為何接受，例如「口徑不同，已在說明中列示」。`,note:`備註`,by:`處理人`,reopen:`重新開啟`,check:`發布前核對`,checkLead:`報告只讀取和核對，不進入報告庫，也不會用於回答；核對完可以移除，一小時後自動移除。`,pick:`選擇檔案`,checking:e=>`正在核對 ${e} …`,checked:`僅核對`,more_:(e,t)=>`再顯示一些（${e} / ${t}）`},en:{audit:`Audit`,lead:`Every report is checked when it is read: sums within and between tables, text against tables, ratios, directions, wording, completeness. Both places are shown.`,document:`Report`,everyReport:`All reports`,severity:`Severity`,andGraver:{error:`Errors`,warning:`Warnings and errors`,note:`All`},severities:{error:`Error`,warning:`Warning`,note:`Note`},category:`Class`,every:`All`,categories:{error:`Error`,rounding:`Rounding`,percentage:`Percentage`,scope:`Scope`,wording:`Wording`,completeness:`Completeness`},state:`State`,states:{open:`Open`,accepted:`Accepted`,mended:`Mended`},words:`Find`,exportXlsx:`Export XLSX`,print:`Page to print`,none:`No finding matches.`,counts:(e,t,n)=>`${e} errors · ${t} warnings · ${n} notes`,rounding:e=>`${e} differences of rounding`,page:e=>`page ${e}`,stated:`Stated`,against:`Against`,expected:`Expected`,formula:`By`,more:`Further places`,chosen:`Choose a finding to see both places.`,accept:`Accept`,acceptLead:`Say why, for example: another scope, told in the notes.`,note:`Note`,by:`By whom`,reopen:`Reopen`,accepted:(e,t)=>`${e||`—`}: ${t||`—`}`,check:`Check before you publish`,checkLead:`The report is read and checked only. It is in no list and answers no question; take it away when done, or it goes after an hour.`,pick:`Choose a file`,checking:e=>`Checking ${e} …`,checked:`checked only`,takeAway:`Take away`,more_:(e,t)=>`Show more (${e} / ${t})`}},T=e=>w[e],E=2,D=1.3,O=class extends g{static properties={...g.properties,document:{attribute:!1},side:{attribute:!1},name:{attribute:!1},info:{state:!0},marks:{state:!0},scale:{state:!0}};static styles=[m,l`
      :host {
        display: grid;
        gap: 6px;
        min-width: 0;
      }
      h3 {
        font-size: 14px;
        font-weight: 600;
      }
      .said {
        padding: 8px 12px;
        border-radius: 8px;
        background: var(--wb-sunken);
        font-size: 13.5px;
        overflow-wrap: anywhere;
      }
      .said strong {
        font-variant-numeric: tabular-nums;
      }
      .stage {
        position: relative;
        height: 340px;
        overflow: auto;
        border: 1px solid var(--wb-line);
        border-radius: 10px;
        background: var(--wb-sunken);
      }
      .sheet {
        position: relative;
        background: #fff;
      }
      canvas {
        display: block;
        width: 100%;
        height: 100%;
        filter: var(--wb-page-filter);
      }
      i {
        position: absolute;
        pointer-events: none;
      }
      .head,
      .band {
        background: color-mix(in srgb, var(--wb-mark) 16%, transparent);
      }
      .line-of {
        background: color-mix(in srgb, var(--wb-mark) 30%, transparent);
      }
      .cell {
        border: 2px solid var(--wb-bad);
        border-radius: 3px;
      }
      .cell.lined {
        border-color: transparent;
      }
    `];canvas=o();stage=o();visit=0;constructor(){super(),this.document=this.name=``,this.info=this.marks=null,this.scale=1}willUpdate(e){(e.has(`side`)||e.has(`document`))&&this.load()}async load(){let e=++this.visit,{document:t,side:n}=this;if(this.info=this.marks=null,t&&n)try{let[r,i,a]=await Promise.all([this.client.page(t,n.page),n.bbox?this.client.marks(t,n.page,n.bbox,n.table===null?n.quote:``):null,this.client.picture(t,n.page,1600).catch(()=>null)]);if(e!==this.visit)return;this.info=r,this.marks=i,await this.updateComplete;let o=this.stage.value,s=this.canvas.value;if(!o||!s||!a)return;s.width=a.width,s.height=a.height,s.getContext(`2d`)?.drawImage(a,0,0);let c=o.clientWidth-4,l=i?p(i.lines)??y(i):null,u=l?l[2]-l[0]+40:r.width;if(this.scale=Math.min(E,Math.max(c/r.width,Math.min(c/u,D))),await this.updateComplete,i){let[e,t,n,r]=i.lines.length?i.lines[0]:i.cell;o.scrollTo((e+n)/2*this.scale-o.clientWidth/2,(t+r)/2*this.scale-o.clientHeight/2)}}catch{e===this.visit&&(this.info=null)}}render(){let e=T(this.language),{side:t,info:n,marks:r}=this;if(!t)return _;let i=e=>v(ee(e,n?.width??1,n?.height??1)),a=`${this.name}，${e.page(t.page)}，${t.value}`;return u`<h3>${this.name} · ${e.page(t.page)}</h3>
      <p class="said"><strong>${t.value}</strong>${t.quote&&t.quote!==t.value?u`<br />${t.quote}`:_}</p>
      ${n?.picture?u`<div class="stage" ${c(this.stage)} tabindex="0" role="region" aria-label=${a}>
            <div class="sheet" ${v({width:`${n.width*this.scale}px`,height:`${n.height*this.scale}px`})}>
              <canvas ${c(this.canvas)} role="img" aria-label=${a}></canvas>
              ${r?u`<div aria-hidden="true">
                    ${r.row?u`<i class="band" ${i(r.row)}></i>`:_}
                    ${r.column?u`<i class="band" ${i(r.column)}></i>`:_}
                    ${[...r.row_heads,...r.column_heads].map(e=>u`<i class="head" ${i(e)}></i>`)}
                    ${r.lines.map(e=>u`<i class="line-of" ${i(e)}></i>`)}
                    <i class="cell ${r.lines.length?`lined`:``}" data-mark="cell" ${i(r.cell)}></i>
                  </div>`:_}
            </div>
          </div>`:_}`}};h(`wb-side`,O);var k=l`
  .page {
    display: grid;
    gap: 20px;
    max-width: 1280px;
    margin: 0 auto;
    padding: 28px 24px 60px;
  }
  h1 {
    font-size: 24px;
    font-weight: 640;
    line-height: 1.4;
    overflow-wrap: anywhere;
  }
  h2 {
    font-size: 16px;
    font-weight: 600;
  }
  .back {
    display: inline-flex;
    align-items: center;
    gap: 2px;
    margin-inline-start: -4px;
    font-size: 14px;
    text-decoration: none;
  }
  .lead {
    color: var(--wb-muted);
    font-size: 14px;
  }
  .drop {
    display: grid;
    justify-items: center;
    gap: 4px;
    padding: 26px 16px;
    border: 1.5px dashed var(--wb-line-strong);
    border-radius: var(--wb-radius);
    background: var(--wb-surface);
    text-align: center;
  }
  .drop.over {
    border-color: var(--wb-link);
    background: var(--wb-soft);
  }
  .drop svg {
    width: 28px;
    height: 28px;
    color: var(--wb-link);
  }
  .drop button {
    color: var(--wb-link);
    text-decoration: underline;
    text-underline-offset: 3px;
  }
  .drop small {
    color: var(--wb-muted);
  }
  .jobs {
    display: grid;
    gap: 8px;
  }
  .job {
    display: grid;
    grid-template-columns: 1fr auto;
    gap: 4px 12px;
    align-items: center;
    padding: 10px 16px;
    border: 1px solid var(--wb-line);
    border-radius: 10px;
    background: var(--wb-surface);
    font-size: 14px;
  }
  .job .name {
    overflow-wrap: anywhere;
    font-weight: 500;
  }
  .job .state {
    color: var(--wb-muted);
    font-size: 13px;
    overflow-wrap: anywhere;
  }
  .job.failed .state {
    color: var(--wb-bad);
  }
  .job.done .state {
    color: var(--wb-good);
  }
  progress {
    grid-column: 1 / -1;
    width: 100%;
    height: 6px;
    border: 0;
    border-radius: 3px;
    background: var(--wb-sunken);
    accent-color: var(--wb-link);
    overflow: hidden;
  }
  progress::-webkit-progress-bar {
    background: var(--wb-sunken);
  }
  progress::-webkit-progress-value {
    background: var(--wb-link);
    transition: width 0.3s;
  }
  .filters {
    display: flex;
    flex-wrap: wrap;
    gap: 10px;
  }
  .filters label {
    display: grid;
    gap: 2px;
    color: var(--wb-muted);
    font-size: 12.5px;
  }
  .filters .wide {
    flex: 1 1 240px;
  }
  input,
  select {
    min-height: 38px;
    max-width: 100%;
    padding: 0 12px;
    border: 1px solid var(--wb-line-strong);
    border-radius: 9px;
    background: var(--wb-surface);
    color: var(--wb-ink);
    font-size: 14px;
  }
  .filters select {
    max-width: 260px;
  }
  .scroll {
    position: relative;
    overflow-x: auto;
    border: 1px solid var(--wb-line);
    border-radius: var(--wb-radius);
    background: var(--wb-surface);
  }
  table {
    width: 100%;
    border-collapse: collapse;
    font-size: 14px;
  }
  .list th,
  .list td {
    padding: 12px 16px;
    border-bottom: 1px solid var(--wb-line);
    text-align: start;
    vertical-align: top;
    line-height: 1.6;
  }
  .list thead th {
    padding-block: 8px;
    color: var(--wb-muted);
    font-size: 12.5px;
    font-weight: 500;
    white-space: nowrap;
  }
  .list tbody tr:last-child > * {
    border-bottom: 0;
  }
  .list th a {
    font-weight: 600;
    text-decoration: none;
  }
  .list th a:hover {
    text-decoration: underline;
  }
  .list small {
    display: block;
    color: var(--wb-muted);
    font-weight: 400;
    overflow-wrap: anywhere;
  }
  .number {
    white-space: nowrap;
    font-variant-numeric: tabular-nums;
  }
  .sure {
    display: inline-flex;
    align-items: center;
    gap: 8px;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  meter {
    width: 56px;
    height: 10px;
  }
  .badge {
    display: inline-flex;
    padding: 0 9px;
    border-radius: 999px;
    background: var(--wb-sunken);
    color: var(--wb-ink);
    font-size: 12.5px;
    line-height: 1.8;
    white-space: nowrap;
  }
  .badge.wrong,
  .badge.error {
    background: var(--wb-bad-soft);
    color: var(--wb-bad);
  }
  .badge.missing,
  .badge.warning {
    background: var(--wb-warn-soft);
    color: var(--wb-warn);
  }
  .badge.right {
    background: var(--wb-good-soft);
    color: var(--wb-good);
  }
  .two {
    display: grid;
    grid-template-columns: minmax(220px, 300px) minmax(0, 1fr);
    gap: 20px;
    align-items: start;
  }
  .toc {
    display: grid;
    gap: 2px;
    max-height: 75vh;
    position: relative;
    overflow-y: auto;
  }
  .toc button {
    display: grid;
    grid-template-columns: 1fr auto;
    gap: 0 8px;
    width: 100%;
    padding: 8px 12px;
    border-radius: 9px;
    text-align: start;
    font-size: 14px;
    line-height: 1.55;
  }
  .toc button:hover,
  .toc button[aria-current="true"] {
    background: var(--wb-sunken);
  }
  .toc small {
    color: var(--wb-muted);
    font-size: 12.5px;
  }
  .bar {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    align-items: center;
  }
  .bar .gap {
    flex: 1;
  }
  .grid {
    max-height: 75vh;
    position: relative;
    overflow: auto;
  }
  .grid table {
    width: auto;
    min-width: 100%;
    font-size: 13px;
  }
  .grid th,
  .grid td {
    padding: 5px 10px;
    border: 1px solid var(--wb-line);
    text-align: start;
    font-weight: 400;
    line-height: 1.5;
    min-width: 64px;
  }
  .grid thead :is(th, td) {
    background: var(--wb-sunken);
    font-weight: 500;
    text-align: center;
  }
  .grid td.figure {
    padding: 0;
    text-align: end;
    font-variant-numeric: tabular-nums;
  }
  .grid td.figure button {
    width: 100%;
    padding: 5px 10px;
    text-align: end;
  }
  .grid td.figure button:hover {
    background: var(--wb-soft);
    color: var(--wb-link);
  }
  .grid td.unsure {
    background: var(--wb-warn-soft);
  }
  .problems li {
    display: flex;
    gap: 10px;
    padding: 4px 0;
    font-size: 14px;
  }
  dialog {
    width: min(440px, 92vw);
    padding: 22px 24px;
    border: 1px solid var(--wb-line);
    border-radius: var(--wb-radius);
    background: var(--wb-surface);
    color: var(--wb-ink);
    line-height: 1.8;
  }
  dialog::backdrop {
    background: rgb(12 18 24 / 45%);
  }
  dialog .bar {
    justify-content: flex-end;
    margin-top: 16px;
  }
  .danger {
    background: #a02929;
    color: #fff;
  }
  .blank {
    padding: 40px 16px;
    color: var(--wb-muted);
    text-align: center;
  }
  @media (max-width: 640px) {
    .list th[scope="row"] {
      min-width: 17em;
    }
  }
  @media (max-width: 860px) {
    .page {
      padding: 20px 16px 60px;
    }
    .two {
      grid-template-columns: minmax(0, 1fr);
    }
    .toc {
      max-height: 240px;
    }
  }
`,ne=200,A=`wenbao-auditor`,j=class extends g{static properties={...g.properties,document:{attribute:!1},reports:{state:!0},checked:{state:!0},found:{state:!0},wanted:{state:!0},chosen:{state:!0},checking:{state:!0},failed:{state:!0}};static styles=[m,k,S];picker=o();visit=0;timer=0;constructor(){super(),this.document=this.checking=this.failed=``,this.reports=this.checked=[],this.found=this.chosen=null,this.wanted={document:``,severity:`note`,category:``,state:`open`,words:``}}get w(){return T(this.language)}firstUpdated(){this.wanted={...this.wanted,document:this.document},this.load(),this.client.reports().then(({reports:e})=>this.reports=e,()=>void 0)}query(){let e=new URLSearchParams;for(let[t,n]of Object.entries(this.wanted))n&&e.set(t,n);return e.toString()}async load(e=!1){let t=++this.visit,n=e?this.found?.findings??[]:[];try{let r=await this.client.findings(`${this.query()}&limit=${ne}&offset=${n.length}`);if(t!==this.visit)return;this.found={...r,findings:[...n,...r.findings]},this.failed=``,e||(this.chosen=r.findings.find(e=>this.same(e))??N(r.findings)[0]??null)}catch(e){t===this.visit&&(this.failed=b(e,this.t,this.language))}}same(e){return e.id===this.chosen?.id&&e.document_id===this.chosen.document_id}want(e){return t=>{this.wanted={...this.wanted,[e]:t.target.value},clearTimeout(this.timer),this.timer=window.setTimeout(()=>void this.load(),e===`words`?250:0)}}picked=async e=>{let t=e.target,n=t.files?.[0];if(t.value=``,n){this.checking=n.name,this.failed=``;try{let e=await this.client.check(n);this.checked=[e,...this.checked],this.wanted={...this.wanted,document:e.document_id,state:``},await this.load()}catch(e){this.failed=b(e,this.t,this.language)}this.checking=``}};async takeAway(e){await this.client.takeAway(e.document_id).catch(()=>void 0),this.checked=this.checked.filter(t=>t!==e),this.wanted.document===e.document_id&&(this.wanted={...this.wanted,document:``,state:`open`}),await this.load()}desk(){let{w:e}=this;return u`<section class="check" aria-labelledby="check">
      <div>
        <h2 id="check">${e.check}</h2>
        <p class="lead">${e.checkLead}</p>
      </div>
      <button class="line" ?disabled=${!!this.checking} @click=${()=>this.picker.value?.click()}>${f(`out`)}${e.pick}</button>
      <input ${c(this.picker)} type="file" hidden aria-label=${e.pick} @change=${this.picked} />
      <p role="status" class="lead">${this.checking?e.checking(this.checking):``}</p>
      ${this.checked.map(t=>u`<p class="bar" data-checked=${t.document_id}>
            <span class="badge">${e.checked}</span>${t.source}
            <button class="quiet" @click=${()=>void this.takeAway(t)}>${e.takeAway}</button>
          </p>`)}
    </section>`}decide=async e=>{e.preventDefault();let{chosen:t}=this;if(!t)return;let n=new FormData(e.target),r=String(n.get(`by`)??``).trim();i(A,r),await this.settle(t,`accepted`,String(n.get(`note`)??``).trim(),r)};async settle(e,t,n=``,r=``){try{let i=await this.client.decide(e.document_id,e.id,{state:t,note:n,by:r});this.chosen=i,await this.load(),this.chosen=i}catch(e){this.failed=b(e,this.t,this.language)}}render(){let{w:e,found:t}=this;return u`<div class="page">
      <div>
        <h1>${e.audit}</h1>
        <p class="lead">${e.lead}</p>
      </div>
      ${this.desk()} ${this.filters()}
      ${this.failed?u`<p class="blank" role="alert">${this.failed}</p>`:_}
      ${t?u`<div class="bar">
              <p role="status">${e.counts(t.counts.error??0,t.counts.warning??0,t.counts.note??0)}</p>
              <span class="gap"></span>
              ${this.export(`xlsx`,e.exportXlsx)}
              <button class="line" @click=${()=>void this.print()}>${f(`sheet`)}${e.print}</button>
            </div>
            ${t.findings.length?this.both(t):u`<p class="blank">${e.none}</p>`}`:_}
    </div>`}export(e,t){let n=()=>this.client.download(`/api/findings/export?${this.query()}&format=${e}`,`findings.${e}`);return u`<button class="line" @click=${()=>void n()}>${f(`sheet`)}${t}</button>`}async print(){let e=`/api/findings/export?${this.query()}&format=html`;r()?await this.client.download(e,`findings.html`):window.open(this.client.url(e),`_blank`,`noopener`)}filters(){let{w:e,wanted:t}=this,n=(e,t,n)=>u`<option value=${e} ?selected=${e===n}>${t}</option>`,r=(e,r,i)=>u`<label>${r}<select @change=${this.want(e)}>${i.map(([r,i])=>n(r,i,t[e]))}</select></label>`,i=[...this.checked,...this.reports].map(e=>[e.document_id,e.source]);return u`<div class="filters">
      ${r(`document`,e.document,[[``,e.everyReport],...i])}
      ${r(`severity`,e.severity,Object.entries(e.andGraver).reverse())}
      ${r(`category`,e.category,[[``,e.every],...Object.entries(e.categories)])}
      ${r(`state`,e.state,[[``,e.every],...Object.entries(e.states)])}
      <label class="wide">${e.words}<input type="search" .value=${t.words} @input=${this.want(`words`)} /></label>
    </div>`}both(e){let{w:t}=this,n=new Map;for(let t of N(e.findings))n.set(t.source,[...n.get(t.source)??[],t]);return u`<div class="audit">
      <div class="list-of">
        ${[...n].map(([e,t])=>this.report(e,t))}
        ${e.next_offset===null?_:u`<button class="line" @click=${()=>void this.load(!0)}>${t.more_(e.findings.length,e.total)}</button>`}
      </div>
      <section class="detail" aria-live="polite">${this.chosen?this.detail(this.chosen):u`<p class="blank">${t.chosen}</p>`}</section>
    </div>`}report(e,t){let n=t.filter(e=>e.category===`rounding`&&e.severity===`note`),r=t.filter(e=>!n.includes(e));return u`<h2>${e} <small>${t.length}</small></h2>
      <ul>
        ${r.map(e=>this.line(e))}
      </ul>
      ${n.length?u`<details ?open=${this.wanted.category===`rounding`}>
            <summary>${this.w.rounding(n.length)}</summary>
            <ul>
              ${n.map(e=>this.line(e))}
            </ul>
          </details>`:_}`}line(e){let{w:t}=this,n=[e.stated.page,...e.against&&e.against.page!==e.stated.page?[e.against.page]:[]];return u`<li>
      <button
        class="finding"
        data-finding=${e.id}
        aria-current=${this.same(e)?`true`:`false`}
        @click=${()=>this.chosen=e}
      >
        <span class="bar">
          <span class="badge ${e.severity}">${t.severities[e.severity]}</span>
          <span class="badge">${t.categories[e.category]}</span>
          ${e.state===`open`?_:u`<span class="badge right">${t.states[e.state]}</span>`}
          <small>${n.map(e=>t.page(e)).join(` · `)}</small>
        </span>
        <span>${e.message}</span>
      </button>
    </li>`}detail(e){let{w:t}=this,n=(t,n)=>u`<wb-side
        .client=${this.client}
        .language=${this.language}
        .document=${e.document_id}
        .side=${t}
        .name=${n}
      ></wb-side>`;return u`<h2>${e.subject}</h2>
      <p>${e.message}</p>
      <dl>
        ${e.expected?u`<dt>${t.expected}</dt><dd>${e.expected}</dd>`:_}
        ${e.formula?u`<dt>${t.formula}</dt><dd>${e.formula}</dd>`:_}
      </dl>
      <div class="sides">
        ${e.stated.quote||e.stated.value?n(e.stated,t.stated):_}
        ${e.against?n(e.against,t.against):_}
      </div>
      ${e.more.length?u`<details>
            <summary>${t.more}</summary>
            <ul class="more">
              ${e.more.map(e=>u`<li>${t.page(e.page)} · ${e.quote}</li>`)}
            </ul>
          </details>`:_}
      ${e.document_id.startsWith(`check-`)||e.state===`mended`?_:this.decision(e)}`}decision(t){let{w:n}=this;return t.state===`accepted`?u`<div class="bar">
        <span class="badge right">${n.states.accepted}</span>${n.accepted(t.by,t.note)}
        <button class="quiet" @click=${()=>void this.settle(t,`open`)}>${n.reopen}</button>
      </div>`:u`<form class="decision" @submit=${this.decide}>
      <p class="lead">${n.acceptLead}</p>
      <label class="wide">${n.note}<input name="note" maxlength="2000" required /></label>
      <label>${n.by}<input name="by" maxlength="100" .value=${e(A)??``} required /></label>
      <button class="solid">${n.accept}</button>
    </form>`}},M={error:0,warning:1,note:2};function N(e){return[...e].sort((e,t)=>M[e.severity]-M[t.severity])}h(`wb-audit`,j);var P={open:`尚未设置密钥：只有这台机器可以管理，其他机器只能提问。`,keyNeeded:`管理报告需要访问密钥。`,key:`访问密钥`,enter:`进入`,leave:`退出`,badKey:`密钥无效，或没有管理权限。`,title:`报告库`,lead:`已收录的报告、重建的表格，以及读取时遇到的问题。`,search:`搜索报告`,all:`全部`,organisation:`单位`,year:`年度`,type:`类型`,report:`报告`,holds:`收录`,pages:e=>`${e} 页`,tables:e=>`${e} 张表`,records:e=>`${e} 个数字`,passages:e=>`${e} 段文字`,confidence:`表格可信度`,problems:`问题`,noProblems:`没有问题`,none:`没有符合条件的报告。`,empty:`还没有报告。把文件拖到上面即可。`,drop:`把报告拖到这里，或`,pick:`选择文件`,formats:`PDF（含扫描件）、DOCX、XLSX、HTML、CSV、TXT；同名报告会被替换。`,sending:e=>`上传中 ${e}%`,queued:`等待读取`,reading:`读取中`,readingPage:(e,t)=>t?`正在读第 ${e} 页，共 ${t} 页`:`已读 ${e} 页`,done:`完成`,added:`已收录`,replaced:`已替换旧版`,unchanged:`内容未变`,failed:`失败`,cancelled:`已取消`,cancel:`取消`,dismiss:`收起`,view:`查看`,remove:`删除`,removeAsk:e=>`删除《${e}》？它的表格和文字将不再用于回答。原文件也会从库中移除。`,keep:`保留`,original:`原文件`,tablesOf:`表格`,untitled:`（无标题）`,noTables:`这份报告没有表格，只有文字。`,exportCsv:`导出 CSV`,exportXlsx:`导出 XLSX`,hint:`点任一数字，查看它在原页上的位置。`,feedbackLead:`读者对回答的评价，附当时的问题与回答。`,right:`正确`,wrong:`有误`,missing:`不完整`,open_:`待处理`,settled:`已处理`,settle:`标为已处理`,reopen:`重新打开`,noFeedback:`还没有反馈。`,verdict:`评价`,handling:`处理情况`,asker:`用户`,unitOf:e=>`单位：${e}`,staff:`工作人员登录`,privateHere:`这里的报告需要访问密钥才能查看。`,howToGetKey:`密钥由运行问报的人在服务器上生成，向他们要一个：`,keyKept:`只需输入一次：密钥保存在这个浏览器里，点“退出”即删除。`,leadReader:`已收录的报告和其中的表格。点开任一份，可看每个数字在原页上的位置。`,emptyReader:`还没有报告。`,noTable:`没有表格`,whole:`整份报告`,confidenceMeans:`可信度：把页面上的字还原成行列时有多大把握，取各表中最低的一张。低于 95% 的表列在其报告旁，请对照原页核对；没有还原成数字的表不用于回答。`,noRecords:`这张表没有还原成数字，不用于回答；请以原页为准。`,tableDoubt:e=>`这张表的行列还原只有 ${e} 的把握，请对照原页核对。`,moreTables:e=>`另有 ${e} 张`,back:`返回报告库`},F={open:`尚未設定金鑰：只有這部機器可以管理，其他機器只能提問。`,keyNeeded:`管理報告需要存取金鑰。`,key:`存取金鑰`,enter:`進入`,leave:`登出`,badKey:`金鑰無效，或沒有管理權限。`,title:`報告庫`,lead:`已收錄的報告、重建的表格，以及讀取時遇到的問題。`,search:`搜尋報告`,all:`全部`,organisation:`單位`,year:`年度`,type:`類型`,report:`報告`,holds:`收錄`,pages:e=>`${e} 頁`,tables:e=>`${e} 張表`,records:e=>`${e} 個數字`,passages:e=>`${e} 段文字`,confidence:`表格可信度`,problems:`問題`,noProblems:`沒有問題`,none:`沒有符合條件的報告。`,empty:`還沒有報告。把檔案拖到上面即可。`,drop:`把報告拖到這裡，或`,pick:`選擇檔案`,formats:`PDF（含掃描檔）、DOCX、XLSX、HTML、CSV、TXT；同名報告會被取代。`,sending:e=>`上傳中 ${e}%`,queued:`等待讀取`,reading:`讀取中`,readingPage:(e,t)=>t?`正在讀第 ${e} 頁，共 ${t} 頁`:`已讀 ${e} 頁`,done:`完成`,added:`已收錄`,replaced:`已取代舊版`,unchanged:`內容未變`,failed:`失敗`,cancelled:`已取消`,cancel:`取消`,dismiss:`收起`,view:`檢視`,remove:`刪除`,removeAsk:e=>`刪除《${e}》？它的表格和文字將不再用於回答。原始檔案也會從庫中移除。`,keep:`保留`,original:`原始檔案`,tablesOf:`表格`,untitled:`（無標題）`,noTables:`這份報告沒有表格，只有文字。`,exportCsv:`匯出 CSV`,exportXlsx:`匯出 XLSX`,hint:`點任一數字，檢視它在原頁上的位置。`,feedbackLead:`讀者對回答的評價，附當時的問題與回答。`,right:`正確`,wrong:`有誤`,missing:`不完整`,open_:`待處理`,settled:`已處理`,settle:`標為已處理`,reopen:`重新開啟`,noFeedback:`還沒有回饋。`,verdict:`評價`,handling:`處理情況`,asker:`使用者`,unitOf:e=>`單位：${e}`,staff:`工作人員登入`,privateHere:`這裡的報告需要存取金鑰才能檢視。`,howToGetKey:`金鑰由營運問報的人在伺服器上產生，請向他們索取：`,keyKept:`只需輸入一次：金鑰保存在這個瀏覽器裡，點「登出」即刪除。`,leadReader:`已收錄的報告和其中的表格。點開任一份，可看每個數字在原頁上的位置。`,emptyReader:`還沒有報告。`,noTable:`沒有表格`,whole:`整份報告`,confidenceMeans:`可信度：把頁面上的字還原成列與欄時有多大把握，取各表中最低的一張。低於 95% 的表列在其報告旁，請對照原頁核對；沒有還原成數字的表不用於回答。`,noRecords:`這張表沒有還原成數字，不用於回答；請以原頁為準。`,tableDoubt:e=>`這張表的列欄還原只有 ${e} 的把握，請對照原頁核對。`,moreTables:e=>`另有 ${e} 張`,back:`返回報告庫`},I=(e,t)=>`${e} ${t}${e===1?``:`s`}`,L={"zh-CN":P,"zh-TW":F,en:{open:`There is no key yet: this machine alone may manage, others may only ask.`,keyNeeded:`Managing reports needs an access key.`,key:`Access key`,enter:`Enter`,leave:`Leave`,badKey:`The key is not good, or does not open managing.`,title:`Reports`,lead:`The reports that are held, their reconstructed tables, and what reading them met.`,search:`Search reports`,all:`All`,organisation:`Body`,year:`Year`,type:`Kind`,report:`Report`,holds:`Holds`,pages:e=>I(e,`page`),tables:e=>I(e,`table`),records:e=>I(e,`figure`),passages:e=>I(e,`passage`),confidence:`Confidence of tables`,problems:`Problems`,noProblems:`No problems`,none:`No report matches.`,empty:`No reports yet. Drop files above.`,drop:`Drop reports here, or`,pick:`choose files`,formats:`PDF (scanned, too), DOCX, XLSX, HTML, CSV, TXT. A report of the same name is replaced.`,sending:e=>`Uploading ${e}%`,queued:`Waiting`,reading:`Reading`,readingPage:(e,t)=>t?`Reading page ${e} of ${t}`:`${e} pages read`,done:`Done`,added:`added`,replaced:`replaced the old edition`,unchanged:`unchanged`,failed:`Failed`,cancelled:`Cancelled`,cancel:`Cancel`,dismiss:`Dismiss`,view:`View`,remove:`Delete`,removeAsk:e=>`Delete “${e}”? Its tables and text will no longer answer questions; its file goes, too.`,keep:`Keep`,original:`Original`,tablesOf:`Tables`,untitled:`(untitled)`,noTables:`This report has no tables, only text.`,exportCsv:`Export CSV`,exportXlsx:`Export XLSX`,hint:`Click any figure to see where it stands on the page.`,feedbackLead:`What readers said of answers, with question and answer as they were.`,right:`Right`,wrong:`Wrong`,missing:`Incomplete`,open_:`Open`,settled:`Settled`,settle:`Settle`,reopen:`Reopen`,noFeedback:`No feedback yet.`,verdict:`Verdict`,handling:`Handling`,asker:`User`,unitOf:e=>`Unit: ${e}`,staff:`Staff`,privateHere:`The reports here can be read with an access key only.`,howToGetKey:`Keys are made on the server by those who run Wenbao; ask them for one:`,keyKept:`It is asked for once: this browser keeps it until you leave.`,leadReader:`The reports that are held, and their tables. Open one to see where each figure stands on its page.`,emptyReader:`No reports yet.`,noTable:`no tables`,whole:`whole report`,confidenceMeans:`Confidence: how sure the rows and columns of a table are, as they were made out from its page; of a report, that of its least sure table. Compare tables below 95% with the page; those that gave no figures answer nothing.`,noRecords:`This table gave no figures and answers nothing; go by the page.`,tableDoubt:e=>`The rows and columns of this table are only ${e} sure; compare it with the page.`,moreTables:e=>`${e} more`,back:`Back to the reports`}},R=e=>L[e],z=50,B=l`
  .opinion {
    display: grid;
    gap: 8px;
    padding: 16px 20px;
    border: 1px solid var(--wb-line);
    border-radius: var(--wb-radius);
    background: var(--wb-surface);
  }
  .opinion.settled {
    opacity: 0.85;
  }
  .opinion .said {
    color: var(--wb-muted);
    font-size: 14px;
    overflow-wrap: anywhere;
    white-space: pre-wrap;
    max-height: 9em;
    position: relative;
    overflow: auto;
  }
  .opinion .note {
    padding: 8px 12px;
    border-radius: 8px;
    background: var(--wb-sunken);
    overflow-wrap: anywhere;
    white-space: pre-wrap;
  }
  .opinion h2 {
    overflow-wrap: anywhere;
  }
`,V=class extends g{static properties={...g.properties,found:{state:!0},total:{state:!0},verdict:{state:!0},state:{state:!0},failed:{state:!0}};static styles=[m,k,B];constructor(){super(),this.found=null,this.total=0,this.verdict=this.state=``,this.failed=!1}firstUpdated(){this.load()}async load(e=!1){let t=new URLSearchParams({limit:String(z),offset:String(e?this.found?.length??0:0)});this.verdict&&t.set(`verdict`,this.verdict),this.state&&t.set(`state`,this.state);try{let{feedback:n,total:r}=await this.client.feedback(`?${t}`);this.found=e?[...this.found??[],...n]:n,this.total=r}catch{this.failed=!0}}choose(e){return t=>{this[e]=t.target.value,this.load()}}async settle(e){let t=await this.client.settle(e.id,e.state===`open`?`settled`:`open`).catch(()=>e);this.found=(this.found??[]).map(n=>n.id===e.id?t:n)}render(){let e=R(this.language),t=(t,n)=>u`<label
        >${t===`verdict`?e.verdict:e.handling}<select @change=${this.choose(t)}>
          <option value="">${e.all}</option>
          ${n.map(([e,t])=>u`<option value=${e}>${t}</option>`)}
        </select></label
      >`;return u`<div class="page">
      <div>
        <h1>${this.t.feedback}</h1>
        <p class="lead">${e.feedbackLead}</p>
      </div>
      <div class="filters">
        ${t(`verdict`,[[`wrong`,e.wrong],[`missing`,e.missing],[`right`,e.right]])}
        ${t(`state`,[[`open`,e.open_],[`settled`,e.settled]])}
      </div>
      ${this.failed?u`<p class="blank" role="alert">${this.t.failed}</p>`:_}
      ${this.found?.length===0?u`<p class="blank">${e.noFeedback}</p>`:_}
      ${(this.found??[]).map(e=>this.opinion(e))}
      ${this.found&&this.found.length<this.total?u`<button class="line" @click=${()=>void this.load(!0)}>${this.found.length} / ${this.total}</button>`:_}
    </div>`}opinion(e){let t=R(this.language),n=new Date(e.created_at*1e3).toLocaleString(this.language,{dateStyle:`medium`,timeStyle:`short`});return u`<article class="opinion ${e.state}" data-opinion=${e.verdict}>
      <div class="bar">
        <span class="badge ${e.verdict}">${t[e.verdict]}</span>
        <span class="lead">${n}${e.asker?` · ${t.asker} ${e.asker}`:``}</span>
        <span class="gap"></span>
        <button class="quiet" @click=${()=>void this.settle(e)}>${e.state===`open`?t.settle:t.reopen}</button>
      </div>
      <h2>${e.question}</h2>
      ${e.note?u`<p class="note">${e.note}</p>`:_}
      ${e.answer.answer?u`<p class="said" tabindex="0">${e.answer.answer.replace(/\*\*/g,``)}</p>`:_}
    </article>`}};h(`wb-feedback`,V);var H=600,U=2,W=class extends g{static properties={...g.properties,limit:{attribute:!1},sending:{state:!0},jobs:{state:!0},over:{state:!0}};static styles=[m,k,l`
      :host {
        display: grid;
        gap: 12px;
      }
    `];hidden_=new Set;known=new Map;timer=0;waiting=[];under=0;picker=o();constructor(){super(),this.limit=0,this.sending=[],this.jobs=[],this.over=!1}connectedCallback(){super.connectedCallback(),this.look(!0)}disconnectedCallback(){super.disconnectedCallback(),clearTimeout(this.timer)}async look(e=!1){clearTimeout(this.timer);try{let{jobs:t}=await this.client.jobs();if(e)for(let e of t)G(e)&&this.hidden_.add(e.id);let n=t.some(e=>e.state===`done`&&this.known.get(e.id)!==`done`&&!this.hidden_.has(e.id));this.known=new Map(t.map(e=>[e.id,e.state])),this.jobs=t.filter(e=>!this.hidden_.has(e.id)),n&&this.tell(`published`,null)}catch{}(this.sending.length||this.jobs.some(e=>!G(e)))&&(this.timer=window.setTimeout(()=>void this.look(),H))}take(e){for(let t of e){let e={name:t.name,file:t,share:0,failed:``,stop:()=>this.drop_(e)};this.limit&&t.size>this.limit?e.failed=`> ${Math.floor(this.limit/2**20)} MB`:this.waiting.push(e),this.sending=[...this.sending,e]}this.send()}send(){for(;this.under<U&&this.waiting.length;){let e=this.waiting.shift();this.under++;let{done:t,stop:n}=this.client.upload(e.file,!1,t=>{e.share=t,this.requestUpdate()});e.stop=n,t.then(()=>this.drop_(e),t=>{t.code===`cancelled`?this.drop_(e):e.failed=t.code===`offline`?this.t.offline:s(t.message,this.language)||this.t.failed}).finally(()=>{this.under--,this.requestUpdate(),this.send(),this.look()})}}drop_(e){this.waiting=this.waiting.filter(t=>t!==e),this.sending=this.sending.filter(t=>t!==e)}dropped=e=>{e.preventDefault(),this.over=!1,this.take(e.dataTransfer?.files??[])};picked=e=>{let t=e.target;this.take(t.files??[]),t.value=``};render(){let e=R(this.language);return u`<div
        class="drop ${this.over?`over`:``}"
        @dragover=${e=>{e.preventDefault(),this.over=!0}}
        @dragleave=${()=>this.over=!1}
        @drop=${this.dropped}
      >
        ${f(`upload`)}
        <p>${e.drop} <button @click=${()=>this.picker.value?.click()}>${e.pick}</button></p>
        <small>${e.formats}</small>
        <input ${c(this.picker)} type="file" multiple hidden aria-label=${e.pick} @change=${this.picked} />
      </div>
      ${this.sending.length||this.jobs.length?u`<ul class="jobs" aria-live="polite">
            ${this.sending.map(e=>this.sent(e))} ${this.jobs.map(e=>this.job(e))}
          </ul>`:_}`}sent(e){let t=R(this.language);return u`<li class="job ${e.failed?`failed`:``}">
      <span class="name">${e.name}</span>
      <button class="quiet" @click=${()=>e.failed?this.drop_(e):e.stop()}>${e.failed?t.dismiss:t.cancel}</button>
      <span class="state">${e.failed?`${t.failed}：${e.failed}`:t.sending(Math.floor(e.share*100))}</span>
      ${e.failed?_:u`<progress max="1" value=${e.share} aria-label=${e.name}></progress>`}
    </li>`}job(e){let t=R(this.language),n=e.state===`reading`;return u`<li class="job ${e.state}" data-job=${e.state}>
      <span class="name">${e.source}</span>
      <span>
        ${e.state===`done`&&e.document_id?u`<a class="quiet" href=${`/reports/${e.document_id}`}>${t.view}</a>`:_}
        <button class="quiet" @click=${()=>G(e)?this.hide(e):void this.cancel(e)}>${G(e)?t.dismiss:t.cancel}</button>
      </span>
      <span class="state">${this.told(e)}</span>
      ${n?e.pages?u`<progress max=${e.pages} value=${e.page} aria-label=${e.source}></progress>`:u`<progress aria-label=${e.source}></progress>`:_}
    </li>`}told(e){let t=R(this.language);if(e.state===`reading`)return e.page?t.readingPage(e.page,e.pages):t.reading;if(e.state===`failed`)return`${t.failed}：${s(e.reason,this.language)}`;if(e.state!==`done`)return t[e.state];let n=e.result===`added`||e.result===`replaced`||e.result===`unchanged`?t[e.result]:``,r=e.problems.length?` · ${t.problems} ${e.problems.length}`:``;return`${t.done} · ${n}${r}`}hide(e){this.hidden_.add(e.id),this.jobs=this.jobs.filter(t=>t!==e)}async cancel(e){await this.client.cancel(e.id).catch(()=>void 0),this.look()}},G=e=>e.state===`done`||e.state===`failed`||e.state===`cancelled`;h(`wb-uploads`,W);var K=.95,q=40,J=3,Y=class extends g{static properties={...g.properties,limit:{attribute:!1},manages:{attribute:!1},unsure:{state:!0},reports:{state:!0},wanted:{state:!0},leaving:{state:!0},failed:{state:!0}};static styles=[m,k];dialog=o();uploads=o();constructor(){super(),this.limit=0,this.manages=!1,this.unsure=new Map,this.reports=this.leaving=null,this.wanted={text:``,organisation:``,year:``,type:``},this.failed=``}firstUpdated(){this.load()}load=async()=>{try{this.reports=(await this.client.reports()).reports,this.failed=``,this.doubt(this.reports)}catch(e){this.failed=b(e,this.t,this.language)}};async doubt(e){for(let{document_id:t}of e.filter(e=>e.tables&&e.confidence<.95).slice(0,q)){let e=await this.client.tables(t).catch(()=>null);e&&(this.unsure=new Map(this.unsure).set(t,re(e.tables)))}}want(e){return t=>{this.wanted={...this.wanted,[e]:t.target.value}}}render(){let e=R(this.language),{reports:t}=this;return u`<div class="page">
        <div>
          <h1>${e.title}</h1>
          <p class="lead">${this.manages?e.lead:e.leadReader}</p>
        </div>
        ${this.manages?u`<wb-uploads
              ${c(this.uploads)}
              .client=${this.client}
              .language=${this.language}
              .limit=${this.limit}
              @published=${this.load}
            ></wb-uploads>`:_}
        ${this.failed?u`<p class="blank" role="alert">${this.failed}</p>`:_} ${t?this.shelf(t):_}
      </div>
      <dialog ${c(this.dialog)} aria-label=${e.remove} @close=${()=>this.leaving=null}>
        <p>${this.leaving?e.removeAsk(this.leaving.title):_}</p>
        <div class="bar">
          <button class="line" @click=${()=>this.dialog.value?.close()}>${e.keep}</button>
          <button class="solid danger" @click=${this.withdraw}>${e.remove}</button>
        </div>
      </dialog>`}shelf(e){let t=R(this.language),n=ie(e,this.wanted);return e.length?u`<div class="filters" role="search">
        <label class="wide">${t.search}<input type="search" .value=${this.wanted.text} @input=${this.want(`text`)} /></label>
        ${this.select(`organisation`,t.organisation,e.map(e=>e.organisation))}
        ${this.select(`year`,t.year,e.map(e=>e.fiscal_year))}
        ${this.select(`type`,t.type,e.map(e=>e.report_type))}
      </div>
      ${n.length?u`<div class="scroll" tabindex="0" role="region" aria-label=${t.title}>
            <table class="list">
              <thead>
                <tr>
                  <th scope="col">${t.report}</th>
                  <th scope="col">${t.year}</th>
                  <th scope="col">${t.holds}</th>
                  <th scope="col">${t.confidence}</th>
                  <th scope="col">${t.problems}</th>
                  ${this.manages?u`<th scope="col"><span class="hide">${t.remove}</span></th>`:_}
                </tr>
              </thead>
              <tbody>
                ${n.map(e=>this.row(e))}
              </tbody>
            </table>
          </div>
          ${n.some(e=>e.tables&&e.confidence<.95)?u`<p class="lead" data-means>${t.confidenceMeans}</p>`:_}`:u`<p class="blank">${t.none}</p>`}`:u`<p class="blank">${this.manages?t.empty:t.emptyReader}</p>`}select(e,t,n){let r=[...new Set(n.filter(e=>e!==null).map(String))].sort();return u`<label
      >${t}<select @change=${this.want(e)}>
        <option value="">${R(this.language).all}</option>
        ${r.map(e=>u`<option value=${e}>${e}</option>`)}
      </select></label
    >`}row(e){let t=R(this.language),n=e.problems.some(e=>e.severity!==`note`);return u`<tr data-document=${e.document_id}>
      <th scope="row"><a href=${`/reports/${e.document_id}`}>${e.title}</a><small>${e.organisation??``}</small><small>${e.source}</small></th>
      <td class="number">${e.fiscal_year??`—`}<small>${e.report_type??``}</small></td>
      <td class="number">${t.pages(e.pages)}<small>${t.tables(e.tables)} · ${t.records(e.records)}</small></td>
      <td>${e.tables?u`${Z(e.confidence)}${this.doubted(e)}`:t.noTable}</td>
      <td>
        ${e.problems.length?u`<a class="badge ${n?`warning`:``}" href=${`/reports/${e.document_id}#problems`}>${e.problems.length}</a>`:t.noProblems}
      </td>
      ${this.manages?u`<td>
            <button class="icon" aria-label=${`${t.remove}：${e.title}`} title=${t.remove} @click=${()=>this.ask(e)}>${f(`trash`)}</button>
          </td>`:_}
    </tr>`}doubted(e){let t=R(this.language),n=this.unsure.get(e.document_id)??[];return u`${n.slice(0,J).map(n=>u`<small><a href=${`/reports/${e.document_id}#table-${n.number}`}>${Q(n,t.untitled,this.t.page)}</a> ${X(n.confidence)}</small>`)}${n.length>J?u`<small>${t.moreTables(n.length-J)}</small>`:_}`}async ask(e){this.leaving=e,await this.updateComplete,this.dialog.value?.showModal()}withdraw=async()=>{let e=this.leaving;if(this.dialog.value?.close(),e){try{await this.client.withdraw(e.document_id)}catch(e){this.failed=b(e,this.t,this.language)}await this.load()}}},X=e=>`${Math.floor(e*100)}%`;function Z(e){let t=X(e);return u`<span class="sure"><meter min="0" max="1" low="0.8" high=${K} optimum="1" value=${e} aria-label=${t}></meter>${t}</span>`}function re(e){return e.filter(e=>e.confidence<K).sort((e,t)=>e.confidence-t.confidence)}function Q(e,t,n){return[e.form,e.title].filter(Boolean).join(` `)||[t,e.pages[0]?n(e.pages[0]):``].join(` `).trim()}function ie(e,t){let n=t.text.toLowerCase().split(/\s+/).filter(Boolean);return e.filter(e=>{let r=[e.title,e.source,e.organisation,...e.short_names,e.fiscal_year,e.report_type].join(` `).toLowerCase();return n.every(e=>r.includes(e))&&(!t.organisation||e.organisation===t.organisation)&&(!t.year||String(e.fiscal_year)===t.year)&&(!t.type||e.report_type===t.type)})}h(`wb-reports`,Y);var ae=l`
  .doubt {
    padding: 8px 14px;
    border-radius: 9px;
    background: var(--wb-warn-soft);
    color: var(--wb-warn);
    font-size: 14px;
  }
  .toast {
    padding: 8px 14px;
    border-radius: 9px;
    background: var(--wb-bad-soft);
    color: var(--wb-bad);
    font-size: 14px;
  }
`,oe=class extends g{static properties={...g.properties,document:{attribute:!1},report:{state:!0},tables:{state:!0},grid:{state:!0},failed:{state:!0},note:{state:!0}};static styles=[m,k,ae];viewer=o();constructor(){super(),this.document=``,this.report=this.grid=null,this.tables=[],this.failed=this.note=``}willUpdate(e){e.has(`document`)&&this.load()}async load(){try{let[e,{tables:t}]=await Promise.all([this.client.report(this.document),this.client.tables(this.document)]);this.report=e,this.tables=t;let n=Number(/^#table-(\d+)$/.exec(location.hash)?.[1]),r=t.find(e=>e.number===n)??t[0];r&&await this.choose(r.number)}catch(e){this.failed=b(e,this.t,this.language)}}async attempt(e){this.note=``;try{await e()}catch(e){this.note=b(e,this.t,this.language)}}choose=e=>this.attempt(async()=>{this.grid=await this.client.table(this.document,e),history.replaceState(null,``,`#table-${e}`)});async show(e){let{report:t,grid:n}=this;if(!t||!n||!e.page)return;let r={number:1,document_id:t.document_id,source:t.source,title:t.title,page:e.page,kind:`table`,table:{form:n.form,title:n.title,row_path:[],column_path:[]},section:null,quote:e.text,bbox:e.bbox,url:``};await this.attempt(async()=>{await te(()=>import(`./viewer-Bg46hD3o.js`),[],import.meta.url),await this.viewer.value?.updateComplete,await this.viewer.value?.show(r,[r])})}render(){let e=R(this.language),{report:t}=this;return this.failed?u`<p class="blank" role="alert">${this.failed} <a href="/reports">${e.back}</a></p>`:t?u`<div class="page">
        <div>
          <p><a class="back" href="/reports">${f(`left`)} ${e.back}</a></p>
          <h1>${t.title}</h1>
          <p class="lead">${[t.organisation,t.fiscal_year,t.report_type,t.source].filter(Boolean).join(` · `)}</p>
          <p class="lead">${[e.pages(t.pages),e.tables(t.tables),e.records(t.records),e.passages(t.passages)].join(` · `)}</p>
        </div>
        <div class="bar">
          ${this.export(`csv`,e.exportCsv)} ${this.export(`xlsx`,e.exportXlsx)}
          <a class="line" href=${t.url} target="_blank" rel="noopener">${f(`out`)}${e.original}</a>
        </div>
        <p class="toast" role="status" ?hidden=${!this.note}>${this.note}</p>
        ${this.problems(t)} ${this.tables.length?this.tablesOf():u`<p class="blank">${e.noTables}</p>`}
      </div>
      <wb-viewer ${c(this.viewer)} .client=${this.client} .language=${this.language}></wb-viewer>`:_}export(e,t,n=``){return u`<button
      class="line"
      @click=${()=>void this.attempt(()=>this.client.download(`/api/records/export?document=${this.document}${n}&format=${e}`,`records.${e}`))}
    >
      ${f(`sheet`)}${t}
    </button>`}problems(e){if(!e.problems.length)return _;let t=R(this.language);return u`<section class="problems" id="problems">
      <h2>${t.problems}</h2>
      <ul>
        ${e.problems.map(e=>u`<li><span class="badge ${e.severity}">${e.page?this.t.page(e.page):t.whole}</span>${e.message}</li>`)}
      </ul>
    </section>`}tablesOf(){let e=R(this.language);return u`<div class="two">
      <nav class="toc" aria-label=${e.tablesOf}>
        ${this.tables.map(t=>u`<button aria-current=${t.number===this.grid?.number?`true`:`false`} @click=${()=>void this.choose(t.number)}>
              <span>${t.title??Q(t,e.untitled,this.t.page)}<br /><small>${[t.form,...t.pages.map(e=>this.t.page(e))].filter(Boolean).slice(0,3).join(` · `)}</small></span>
              <small>${X(t.confidence)}</small>
            </button>`)}
      </nav>
      <section>${this.grid?this.shown(this.grid):_}</section>
    </div>`}shown(e){let t=R(this.language),n=`&table=${e.number}`;return u`<div class="bar">
        <h2>${e.title??t.untitled}</h2>
        ${e.unit?u`<span class="badge">${t.unitOf(e.unit)}</span>`:_} ${Z(e.confidence)}
        <span class="gap"></span>
        ${this.export(`csv`,t.exportCsv,n)} ${this.export(`xlsx`,t.exportXlsx,n)}
      </div>
      <p class="lead">${e.records?t.hint:t.noRecords}</p>
      ${e.confidence<.95?u`<p class="doubt" role="note">${t.tableDoubt(X(e.confidence))}</p>`:_}
      ${e.notes.map(e=>u`<p class="lead">${e}</p>`)}
      <div class="scroll grid" tabindex="0" role="region" aria-label=${e.title??t.untitled}>
        <table>
          <thead>
            ${$(e,!0).map(e=>u`<tr>${e.map(e=>this.head(e))}</tr>`)}
          </thead>
          <tbody>
            ${$(e,!1).map(e=>u`<tr>${e.map(e=>this.cell(e))}</tr>`)}
          </tbody>
        </table>
      </div>`}head(e){return e.text.trim()?u`<th rowspan=${e.row_span} colspan=${e.column_span}>${e.text}</th>`:u`<td rowspan=${e.row_span} colspan=${e.column_span}></td>`}cell(e){let t=e.confidence!==null&&e.confidence<.95?`unsure`:``;return e.bbox?u`<td class="figure ${t}" rowspan=${e.row_span} colspan=${e.column_span}>
          <button @click=${()=>void this.show(e)}>${e.text||`—`}</button>
        </td>`:u`<td class=${t} rowspan=${e.row_span} colspan=${e.column_span}>${e.text}</td>`}};function $(e,t){let n=new Map;for(let r of e.cells)r.header===t&&n.set(r.row,[...n.get(r.row)??[],r]);return[...n.entries()].sort(([e],[t])=>e-t).map(([,e])=>e.sort((e,t)=>e.column-t.column))}h(`wb-report`,oe);var se=class extends a{static properties={...a.properties,session:{state:!0},wrong:{state:!0},entering:{state:!0},gone:{state:!0}};static styles=[d,m,k,l`
      :host {
        background: var(--wb-bg);
        position: relative;
        overflow-y: auto;
      }
      header {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 6px 20px;
        padding: 10px 24px;
        border-bottom: 1px solid var(--wb-line);
        background: var(--wb-surface);
      }
      .brand {
        display: flex;
        align-items: center;
        gap: 10px;
        color: var(--wb-ink);
        font-size: 17px;
        font-weight: 640;
        text-decoration: none;
      }
      nav {
        display: flex;
        flex: 1;
        gap: 4px;
      }
      nav a {
        padding: 6px 12px;
        border-radius: 8px;
        color: var(--wb-ink);
        font-size: 14px;
        text-decoration: none;
      }
      nav a:hover,
      nav a[aria-current="page"] {
        background: var(--wb-sunken);
      }
      .preferences {
        display: flex;
        gap: 6px;
      }
      .preferences select {
        min-height: 34px;
        padding: 0 6px;
        border-color: var(--wb-line);
        font-size: 13px;
      }
      .open {
        padding: 8px 24px;
        background: var(--wb-warn-soft);
        color: var(--wb-warn);
        font-size: 13.5px;
        text-align: center;
      }
      .door {
        display: grid;
        gap: 12px;
        width: min(380px, 90vw);
        margin: 12vh auto 0;
      }
      .door input {
        width: 100%;
      }
      .door h1 {
        font-size: 19px;
        line-height: 1.5;
      }
      .door .how {
        color: var(--wb-muted);
        font-size: 13.5px;
      }
      .door pre {
        margin: 0;
        padding: 8px 12px;
        border-radius: 8px;
        background: var(--wb-sunken);
        font-size: 13px;
        white-space: pre-wrap;
      }
      .gone {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: center;
        gap: 8px 16px;
        padding: 16px;
        color: var(--wb-bad);
      }
      .door p[role="alert"] {
        color: var(--wb-bad);
        font-size: 14px;
      }
    `];constructor(){super(),this.client=new x({base:``,key:r}),this.session=null,this.wrong=this.entering=!1,this.gone=``}firstUpdated(){this.enter()}titled(){return`${this.t.reports} · ${this.t.name}`}async enter(){this.gone=``;try{this.session=await this.client.session()}catch(e){if(e.status!==401){this.gone=b(e,this.t,this.language);return}n(),this.wrong=!0,this.session=await this.client.session().catch(()=>null)}}submit=async e=>{e.preventDefault();let n=String(new FormData(e.target).get(`key`)??``).trim();t(n),this.wrong=!1,await this.enter();let r=this.session?.scopes??[];this.wrong||=!r.includes(`manage`)&&(this.entering||!r.includes(`ask`)),r.includes(`manage`)&&(this.entering=!1)};leave=()=>{n(),this.wrong=this.entering=!1,this.enter()};render(){let{t:e,session:t}=this,n=R(this.language),i=(e,t)=>u`<a href=${e} aria-current=${location.pathname.startsWith(e)&&e!==`/`?`page`:`false`}>${t}</a>`;return u`<header>
        <a class="brand" href="/"><img src="/assets/mark.svg" alt="" width="26" height="26" />${e.name}</a>
        <nav aria-label=${e.menu}>${i(`/`,e.chat)} ${i(`/reports`,e.reports)} ${t?.scopes.includes(`manage`)?u`${i(`/audit`,T(this.language).audit)} ${i(`/feedback`,e.feedback)}`:_}</nav>
        ${this.preferences()}
        ${t&&!t.scopes.includes(`manage`)?u`<button class="quiet" aria-expanded=${this.entering?`true`:`false`} @click=${()=>this.entering=!this.entering}>
              ${f(`key`)}${n.staff}
            </button>`:_}
        ${r()?u`<button class="quiet" @click=${this.leave}>${n.leave}</button>`:_}
      </header>
      <main>
        ${this.gone?u`<p class="gone" role="alert">${this.gone} <button class="line" @click=${()=>void this.enter()}>${e.retry}</button></p>`:_}
        ${t?.open?u`<p class="open" role="note">${n.open}</p>`:_}${t?this.content(t):_}
      </main>`}content(e){let t=e.scopes.includes(`manage`),n=location.pathname.startsWith(`/feedback`),r=/^\/audit(?:\/([^/]+))?$/.exec(location.pathname);if(!e.scopes.includes(`ask`))return this.door(R(this.language).privateHere);if(!t&&(this.entering||n||r))return this.door(R(this.language).keyNeeded);let i={client:this.client,language:this.language},a=/^\/reports\/([^/]+)$/.exec(location.pathname)?.[1];return r?u`<wb-audit .client=${i.client} .language=${i.language} .document=${r[1]??``}></wb-audit>`:n?u`<wb-feedback .client=${i.client} .language=${i.language}></wb-feedback>`:a?u`<wb-report .client=${i.client} .language=${i.language} .document=${a}></wb-report>`:u`<wb-reports .client=${i.client} .language=${i.language} .manages=${t} .limit=${e.upload_limit}></wb-reports>`}door(e){let t=R(this.language);return u`<form class="door" @submit=${this.submit}>
      <h1>${e}</h1>
      <label>${t.key}<input name="key" type="password" autocomplete="off" required /></label>
      ${this.wrong?u`<p role="alert">${t.badKey}</p>`:_}
      <button class="solid">${t.enter}</button>
      <p class="how">${t.howToGetKey}</p>
      <pre><code>wenbao access key NAME</code></pre>
      <p class="how">${t.keyKept}</p>
    </form>`}};h(`wb-staff`,se);