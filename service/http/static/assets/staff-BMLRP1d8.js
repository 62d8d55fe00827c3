import{i as e,n as t,r as n,t as r}from"./settings-DuDkMCiu.js";import{M as i,S as a,U as o,V as s,W as c,c as l,d as u,h as d,j as f,m as p,o as m,s as h,u as g,v as _}from"./theme-Cw8Iusje.js";var v=c`
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
`,y={open:`尚未设置密钥：只有这台机器可以管理，其他机器只能提问。`,keyNeeded:`管理报告需要访问密钥。`,key:`访问密钥`,enter:`进入`,leave:`退出`,badKey:`密钥无效，或没有管理权限。`,title:`报告库`,lead:`已收录的报告、重建的表格，以及读取时遇到的问题。`,search:`搜索报告`,all:`全部`,organisation:`单位`,year:`年度`,type:`类型`,report:`报告`,holds:`收录`,pages:e=>`${e} 页`,tables:e=>`${e} 张表`,records:e=>`${e} 个数字`,passages:e=>`${e} 段文字`,confidence:`表格可信度`,problems:`问题`,noProblems:`没有问题`,none:`没有符合条件的报告。`,empty:`还没有报告。把文件拖到上面即可。`,drop:`把报告拖到这里，或`,pick:`选择文件`,formats:`PDF（含扫描件）、DOCX、XLSX、HTML、CSV、TXT；同名报告会被替换。`,sending:e=>`上传中 ${e}%`,queued:`等待读取`,reading:`读取中`,readingPage:(e,t)=>t?`正在读第 ${e} 页，共 ${t} 页`:`已读 ${e} 页`,done:`完成`,added:`已收录`,replaced:`已替换旧版`,unchanged:`内容未变`,failed:`失败`,cancelled:`已取消`,cancel:`取消`,dismiss:`收起`,view:`查看`,remove:`删除`,removeAsk:e=>`删除《${e}》？它的表格和文字将不再用于回答。原文件也会从库中移除。`,keep:`保留`,original:`原文件`,tablesOf:`表格`,untitled:`（无标题）`,noTables:`这份报告没有表格，只有文字。`,exportCsv:`导出 CSV`,exportXlsx:`导出 XLSX`,hint:`点任一数字，查看它在原页上的位置。`,feedbackLead:`读者对回答的评价，附当时的问题与回答。`,right:`正确`,wrong:`有误`,missing:`不完整`,open_:`待处理`,settled:`已处理`,settle:`标为已处理`,reopen:`重新打开`,noFeedback:`还没有反馈。`,verdict:`评价`,handling:`处理情况`,asker:`用户`,unitOf:e=>`单位：${e}`,staff:`工作人员登录`,privateHere:`这里的报告需要访问密钥才能查看。`,howToGetKey:`密钥由运行问报的人在服务器上生成，向他们要一个：`,keyKept:`只需输入一次：密钥保存在这个浏览器里，点“退出”即删除。`,leadReader:`已收录的报告和其中的表格。点开任一份，可看每个数字在原页上的位置。`,emptyReader:`还没有报告。`,noTable:`没有表格`,whole:`整份报告`,confidenceMeans:`可信度：把页面上的字还原成行列时有多大把握，取各表中最低的一张。低于 95% 的表列在其报告旁，请对照原页核对；没有还原成数字的表不用于回答。`,noRecords:`这张表没有还原成数字，不用于回答；请以原页为准。`,tableDoubt:e=>`这张表的行列还原只有 ${e} 的把握，请对照原页核对。`,moreTables:e=>`另有 ${e} 张`,back:`返回报告库`},b={open:`尚未設定金鑰：只有這部機器可以管理，其他機器只能提問。`,keyNeeded:`管理報告需要存取金鑰。`,key:`存取金鑰`,enter:`進入`,leave:`登出`,badKey:`金鑰無效，或沒有管理權限。`,title:`報告庫`,lead:`已收錄的報告、重建的表格，以及讀取時遇到的問題。`,search:`搜尋報告`,all:`全部`,organisation:`單位`,year:`年度`,type:`類型`,report:`報告`,holds:`收錄`,pages:e=>`${e} 頁`,tables:e=>`${e} 張表`,records:e=>`${e} 個數字`,passages:e=>`${e} 段文字`,confidence:`表格可信度`,problems:`問題`,noProblems:`沒有問題`,none:`沒有符合條件的報告。`,empty:`還沒有報告。把檔案拖到上面即可。`,drop:`把報告拖到這裡，或`,pick:`選擇檔案`,formats:`PDF（含掃描檔）、DOCX、XLSX、HTML、CSV、TXT；同名報告會被取代。`,sending:e=>`上傳中 ${e}%`,queued:`等待讀取`,reading:`讀取中`,readingPage:(e,t)=>t?`正在讀第 ${e} 頁，共 ${t} 頁`:`已讀 ${e} 頁`,done:`完成`,added:`已收錄`,replaced:`已取代舊版`,unchanged:`內容未變`,failed:`失敗`,cancelled:`已取消`,cancel:`取消`,dismiss:`收起`,view:`檢視`,remove:`刪除`,removeAsk:e=>`刪除《${e}》？它的表格和文字將不再用於回答。原始檔案也會從庫中移除。`,keep:`保留`,original:`原始檔案`,tablesOf:`表格`,untitled:`（無標題）`,noTables:`這份報告沒有表格，只有文字。`,exportCsv:`匯出 CSV`,exportXlsx:`匯出 XLSX`,hint:`點任一數字，檢視它在原頁上的位置。`,feedbackLead:`讀者對回答的評價，附當時的問題與回答。`,right:`正確`,wrong:`有誤`,missing:`不完整`,open_:`待處理`,settled:`已處理`,settle:`標為已處理`,reopen:`重新開啟`,noFeedback:`還沒有回饋。`,verdict:`評價`,handling:`處理情況`,asker:`使用者`,unitOf:e=>`單位：${e}`,staff:`工作人員登入`,privateHere:`這裡的報告需要存取金鑰才能檢視。`,howToGetKey:`金鑰由營運問報的人在伺服器上產生，請向他們索取：`,keyKept:`只需輸入一次：金鑰保存在這個瀏覽器裡，點「登出」即刪除。`,leadReader:`已收錄的報告和其中的表格。點開任一份，可看每個數字在原頁上的位置。`,emptyReader:`還沒有報告。`,noTable:`沒有表格`,whole:`整份報告`,confidenceMeans:`可信度：把頁面上的字還原成列與欄時有多大把握，取各表中最低的一張。低於 95% 的表列在其報告旁，請對照原頁核對；沒有還原成數字的表不用於回答。`,noRecords:`這張表沒有還原成數字，不用於回答；請以原頁為準。`,tableDoubt:e=>`這張表的列欄還原只有 ${e} 的把握，請對照原頁核對。`,moreTables:e=>`另有 ${e} 張`,back:`返回報告庫`},x=(e,t)=>`${e} ${t}${e===1?``:`s`}`,S={"zh-CN":y,"zh-TW":b,en:{open:`There is no key yet: this machine alone may manage, others may only ask.`,keyNeeded:`Managing reports needs an access key.`,key:`Access key`,enter:`Enter`,leave:`Leave`,badKey:`The key is not good, or does not open managing.`,title:`Reports`,lead:`The reports that are held, their reconstructed tables, and what reading them met.`,search:`Search reports`,all:`All`,organisation:`Body`,year:`Year`,type:`Kind`,report:`Report`,holds:`Holds`,pages:e=>x(e,`page`),tables:e=>x(e,`table`),records:e=>x(e,`figure`),passages:e=>x(e,`passage`),confidence:`Confidence of tables`,problems:`Problems`,noProblems:`No problems`,none:`No report matches.`,empty:`No reports yet. Drop files above.`,drop:`Drop reports here, or`,pick:`choose files`,formats:`PDF (scanned, too), DOCX, XLSX, HTML, CSV, TXT. A report of the same name is replaced.`,sending:e=>`Uploading ${e}%`,queued:`Waiting`,reading:`Reading`,readingPage:(e,t)=>t?`Reading page ${e} of ${t}`:`${e} pages read`,done:`Done`,added:`added`,replaced:`replaced the old edition`,unchanged:`unchanged`,failed:`Failed`,cancelled:`Cancelled`,cancel:`Cancel`,dismiss:`Dismiss`,view:`View`,remove:`Delete`,removeAsk:e=>`Delete “${e}”? Its tables and text will no longer answer questions; its file goes, too.`,keep:`Keep`,original:`Original`,tablesOf:`Tables`,untitled:`(untitled)`,noTables:`This report has no tables, only text.`,exportCsv:`Export CSV`,exportXlsx:`Export XLSX`,hint:`Click any figure to see where it stands on the page.`,feedbackLead:`What readers said of answers, with question and answer as they were.`,right:`Right`,wrong:`Wrong`,missing:`Incomplete`,open_:`Open`,settled:`Settled`,settle:`Settle`,reopen:`Reopen`,noFeedback:`No feedback yet.`,verdict:`Verdict`,handling:`Handling`,asker:`User`,unitOf:e=>`Unit: ${e}`,staff:`Staff`,privateHere:`The reports here can be read with an access key only.`,howToGetKey:`Keys are made on the server by those who run Wenbao; ask them for one:`,keyKept:`It is asked for once: this browser keeps it until you leave.`,leadReader:`The reports that are held, and their tables. Open one to see where each figure stands on its page.`,emptyReader:`No reports yet.`,noTable:`no tables`,whole:`whole report`,confidenceMeans:`Confidence: how sure the rows and columns of a table are, as they were made out from its page; of a report, that of its least sure table. Compare tables below 95% with the page; those that gave no figures answer nothing.`,noRecords:`This table gave no figures and answers nothing; go by the page.`,tableDoubt:e=>`The rows and columns of this table are only ${e} sure; compare it with the page.`,moreTables:e=>`${e} more`,back:`Back to the reports`}},C=e=>S[e],w=50,T=c`
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
`,E=class extends h{static properties={...h.properties,found:{state:!0},total:{state:!0},verdict:{state:!0},state:{state:!0},failed:{state:!0}};static styles=[g,v,T];constructor(){super(),this.found=null,this.total=0,this.verdict=this.state=``,this.failed=!1}firstUpdated(){this.load()}async load(e=!1){let t=new URLSearchParams({limit:String(w),offset:String(e?this.found?.length??0:0)});this.verdict&&t.set(`verdict`,this.verdict),this.state&&t.set(`state`,this.state);try{let{feedback:n,total:r}=await this.client.feedback(`?${t}`);this.found=e?[...this.found??[],...n]:n,this.total=r}catch{this.failed=!0}}choose(e){return t=>{this[e]=t.target.value,this.load()}}async settle(e){let t=await this.client.settle(e.id,e.state===`open`?`settled`:`open`).catch(()=>e);this.found=(this.found??[]).map(n=>n.id===e.id?t:n)}render(){let e=C(this.language),t=(t,n)=>o`<label
        >${t===`verdict`?e.verdict:e.handling}<select @change=${this.choose(t)}>
          <option value="">${e.all}</option>
          ${n.map(([e,t])=>o`<option value=${e}>${t}</option>`)}
        </select></label
      >`;return o`<div class="page">
      <div>
        <h1>${this.t.feedback}</h1>
        <p class="lead">${e.feedbackLead}</p>
      </div>
      <div class="filters">
        ${t(`verdict`,[[`wrong`,e.wrong],[`missing`,e.missing],[`right`,e.right]])}
        ${t(`state`,[[`open`,e.open_],[`settled`,e.settled]])}
      </div>
      ${this.failed?o`<p class="blank" role="alert">${this.t.failed}</p>`:s}
      ${this.found?.length===0?o`<p class="blank">${e.noFeedback}</p>`:s}
      ${(this.found??[]).map(e=>this.opinion(e))}
      ${this.found&&this.found.length<this.total?o`<button class="line" @click=${()=>void this.load(!0)}>${this.found.length} / ${this.total}</button>`:s}
    </div>`}opinion(e){let t=C(this.language),n=new Date(e.created_at*1e3).toLocaleString(this.language,{dateStyle:`medium`,timeStyle:`short`});return o`<article class="opinion ${e.state}" data-opinion=${e.verdict}>
      <div class="bar">
        <span class="badge ${e.verdict}">${t[e.verdict]}</span>
        <span class="lead">${n}${e.asker?` · ${t.asker} ${e.asker}`:``}</span>
        <span class="gap"></span>
        <button class="quiet" @click=${()=>void this.settle(e)}>${e.state===`open`?t.settle:t.reopen}</button>
      </div>
      <h2>${e.question}</h2>
      ${e.note?o`<p class="note">${e.note}</p>`:s}
      ${e.answer.answer?o`<p class="said" tabindex="0">${e.answer.answer.replace(/\*\*/g,``)}</p>`:s}
    </article>`}};l(`wb-feedback`,E);var D=600,O=2,k=class extends h{static properties={...h.properties,limit:{attribute:!1},sending:{state:!0},jobs:{state:!0},over:{state:!0}};static styles=[g,v,c`
      :host {
        display: grid;
        gap: 12px;
      }
    `];hidden_=new Set;known=new Map;timer=0;waiting=[];under=0;picker=f();constructor(){super(),this.limit=0,this.sending=[],this.jobs=[],this.over=!1}connectedCallback(){super.connectedCallback(),this.look(!0)}disconnectedCallback(){super.disconnectedCallback(),clearTimeout(this.timer)}async look(e=!1){clearTimeout(this.timer);try{let{jobs:t}=await this.client.jobs();if(e)for(let e of t)A(e)&&this.hidden_.add(e.id);let n=t.some(e=>e.state===`done`&&this.known.get(e.id)!==`done`&&!this.hidden_.has(e.id));this.known=new Map(t.map(e=>[e.id,e.state])),this.jobs=t.filter(e=>!this.hidden_.has(e.id)),n&&this.tell(`published`,null)}catch{}(this.sending.length||this.jobs.some(e=>!A(e)))&&(this.timer=window.setTimeout(()=>void this.look(),D))}take(e){for(let t of e){let e={name:t.name,file:t,share:0,failed:``,stop:()=>this.drop_(e)};this.limit&&t.size>this.limit?e.failed=`> ${Math.floor(this.limit/2**20)} MB`:this.waiting.push(e),this.sending=[...this.sending,e]}this.send()}send(){for(;this.under<O&&this.waiting.length;){let e=this.waiting.shift();this.under++;let{done:t,stop:n}=this.client.upload(e.file,!1,t=>{e.share=t,this.requestUpdate()});e.stop=n,t.then(()=>this.drop_(e),t=>{t.code===`cancelled`?this.drop_(e):e.failed=t.code===`offline`?this.t.offline:a(t.message,this.language)||this.t.failed}).finally(()=>{this.under--,this.requestUpdate(),this.send(),this.look()})}}drop_(e){this.waiting=this.waiting.filter(t=>t!==e),this.sending=this.sending.filter(t=>t!==e)}dropped=e=>{e.preventDefault(),this.over=!1,this.take(e.dataTransfer?.files??[])};picked=e=>{let t=e.target;this.take(t.files??[]),t.value=``};render(){let e=C(this.language);return o`<div
        class="drop ${this.over?`over`:``}"
        @dragover=${e=>{e.preventDefault(),this.over=!0}}
        @dragleave=${()=>this.over=!1}
        @drop=${this.dropped}
      >
        ${p(`upload`)}
        <p>${e.drop} <button @click=${()=>this.picker.value?.click()}>${e.pick}</button></p>
        <small>${e.formats}</small>
        <input ${i(this.picker)} type="file" multiple hidden aria-label=${e.pick} @change=${this.picked} />
      </div>
      ${this.sending.length||this.jobs.length?o`<ul class="jobs" aria-live="polite">
            ${this.sending.map(e=>this.sent(e))} ${this.jobs.map(e=>this.job(e))}
          </ul>`:s}`}sent(e){let t=C(this.language);return o`<li class="job ${e.failed?`failed`:``}">
      <span class="name">${e.name}</span>
      <button class="quiet" @click=${()=>e.failed?this.drop_(e):e.stop()}>${e.failed?t.dismiss:t.cancel}</button>
      <span class="state">${e.failed?`${t.failed}：${e.failed}`:t.sending(Math.floor(e.share*100))}</span>
      ${e.failed?s:o`<progress max="1" value=${e.share} aria-label=${e.name}></progress>`}
    </li>`}job(e){let t=C(this.language),n=e.state===`reading`;return o`<li class="job ${e.state}" data-job=${e.state}>
      <span class="name">${e.source}</span>
      <span>
        ${e.state===`done`&&e.document_id?o`<a class="quiet" href=${`/reports/${e.document_id}`}>${t.view}</a>`:s}
        <button class="quiet" @click=${()=>A(e)?this.hide(e):void this.cancel(e)}>${A(e)?t.dismiss:t.cancel}</button>
      </span>
      <span class="state">${this.told(e)}</span>
      ${n?e.pages?o`<progress max=${e.pages} value=${e.page} aria-label=${e.source}></progress>`:o`<progress aria-label=${e.source}></progress>`:s}
    </li>`}told(e){let t=C(this.language);if(e.state===`reading`)return e.page?t.readingPage(e.page,e.pages):t.reading;if(e.state===`failed`)return`${t.failed}：${a(e.reason,this.language)}`;if(e.state!==`done`)return t[e.state];let n=e.result===`added`||e.result===`replaced`||e.result===`unchanged`?t[e.result]:``,r=e.problems.length?` · ${t.problems} ${e.problems.length}`:``;return`${t.done} · ${n}${r}`}hide(e){this.hidden_.add(e.id),this.jobs=this.jobs.filter(t=>t!==e)}async cancel(e){await this.client.cancel(e.id).catch(()=>void 0),this.look()}},A=e=>e.state===`done`||e.state===`failed`||e.state===`cancelled`;l(`wb-uploads`,k);var j=.95,M=40,N=3,P=class extends h{static properties={...h.properties,limit:{attribute:!1},manages:{attribute:!1},unsure:{state:!0},reports:{state:!0},wanted:{state:!0},leaving:{state:!0},failed:{state:!0}};static styles=[g,v];dialog=f();uploads=f();constructor(){super(),this.limit=0,this.manages=!1,this.unsure=new Map,this.reports=this.leaving=null,this.wanted={text:``,organisation:``,year:``,type:``},this.failed=``}firstUpdated(){this.load()}load=async()=>{try{this.reports=(await this.client.reports()).reports,this.failed=``,this.doubt(this.reports)}catch(e){this.failed=_(e,this.t,this.language)}};async doubt(e){for(let{document_id:t}of e.filter(e=>e.tables&&e.confidence<.95).slice(0,M)){let e=await this.client.tables(t).catch(()=>null);e&&(this.unsure=new Map(this.unsure).set(t,L(e.tables)))}}want(e){return t=>{this.wanted={...this.wanted,[e]:t.target.value}}}render(){let e=C(this.language),{reports:t}=this;return o`<div class="page">
        <div>
          <h1>${e.title}</h1>
          <p class="lead">${this.manages?e.lead:e.leadReader}</p>
        </div>
        ${this.manages?o`<wb-uploads
              ${i(this.uploads)}
              .client=${this.client}
              .language=${this.language}
              .limit=${this.limit}
              @published=${this.load}
            ></wb-uploads>`:s}
        ${this.failed?o`<p class="blank" role="alert">${this.failed}</p>`:s} ${t?this.shelf(t):s}
      </div>
      <dialog ${i(this.dialog)} aria-label=${e.remove} @close=${()=>this.leaving=null}>
        <p>${this.leaving?e.removeAsk(this.leaving.title):s}</p>
        <div class="bar">
          <button class="line" @click=${()=>this.dialog.value?.close()}>${e.keep}</button>
          <button class="solid danger" @click=${this.withdraw}>${e.remove}</button>
        </div>
      </dialog>`}shelf(e){let t=C(this.language),n=z(e,this.wanted);return e.length?o`<div class="filters" role="search">
        <label class="wide">${t.search}<input type="search" .value=${this.wanted.text} @input=${this.want(`text`)} /></label>
        ${this.select(`organisation`,t.organisation,e.map(e=>e.organisation))}
        ${this.select(`year`,t.year,e.map(e=>e.fiscal_year))}
        ${this.select(`type`,t.type,e.map(e=>e.report_type))}
      </div>
      ${n.length?o`<div class="scroll" tabindex="0" role="region" aria-label=${t.title}>
            <table class="list">
              <thead>
                <tr>
                  <th scope="col">${t.report}</th>
                  <th scope="col">${t.year}</th>
                  <th scope="col">${t.holds}</th>
                  <th scope="col">${t.confidence}</th>
                  <th scope="col">${t.problems}</th>
                  ${this.manages?o`<th scope="col"><span class="hide">${t.remove}</span></th>`:s}
                </tr>
              </thead>
              <tbody>
                ${n.map(e=>this.row(e))}
              </tbody>
            </table>
          </div>
          ${n.some(e=>e.tables&&e.confidence<.95)?o`<p class="lead" data-means>${t.confidenceMeans}</p>`:s}`:o`<p class="blank">${t.none}</p>`}`:o`<p class="blank">${this.manages?t.empty:t.emptyReader}</p>`}select(e,t,n){let r=[...new Set(n.filter(e=>e!==null).map(String))].sort();return o`<label
      >${t}<select @change=${this.want(e)}>
        <option value="">${C(this.language).all}</option>
        ${r.map(e=>o`<option value=${e}>${e}</option>`)}
      </select></label
    >`}row(e){let t=C(this.language),n=e.problems.some(e=>e.severity!==`note`);return o`<tr data-document=${e.document_id}>
      <th scope="row"><a href=${`/reports/${e.document_id}`}>${e.title}</a><small>${e.organisation??``}</small><small>${e.source}</small></th>
      <td class="number">${e.fiscal_year??`—`}<small>${e.report_type??``}</small></td>
      <td class="number">${t.pages(e.pages)}<small>${t.tables(e.tables)} · ${t.records(e.records)}</small></td>
      <td>${e.tables?o`${I(e.confidence)}${this.doubted(e)}`:t.noTable}</td>
      <td>
        ${e.problems.length?o`<a class="badge ${n?`warning`:``}" href=${`/reports/${e.document_id}#problems`}>${e.problems.length}</a>`:t.noProblems}
      </td>
      ${this.manages?o`<td>
            <button class="icon" aria-label=${`${t.remove}：${e.title}`} title=${t.remove} @click=${()=>this.ask(e)}>${p(`trash`)}</button>
          </td>`:s}
    </tr>`}doubted(e){let t=C(this.language),n=this.unsure.get(e.document_id)??[];return o`${n.slice(0,N).map(n=>o`<small><a href=${`/reports/${e.document_id}#table-${n.number}`}>${R(n,t.untitled,this.t.page)}</a> ${F(n.confidence)}</small>`)}${n.length>N?o`<small>${t.moreTables(n.length-N)}</small>`:s}`}async ask(e){this.leaving=e,await this.updateComplete,this.dialog.value?.showModal()}withdraw=async()=>{let e=this.leaving;if(this.dialog.value?.close(),e){try{await this.client.withdraw(e.document_id)}catch(e){this.failed=_(e,this.t,this.language)}await this.load()}}},F=e=>`${Math.floor(e*100)}%`;function I(e){let t=F(e);return o`<span class="sure"><meter min="0" max="1" low="0.8" high=${j} optimum="1" value=${e} aria-label=${t}></meter>${t}</span>`}function L(e){return e.filter(e=>e.confidence<j).sort((e,t)=>e.confidence-t.confidence)}function R(e,t,n){return[e.form,e.title].filter(Boolean).join(` `)||[t,e.pages[0]?n(e.pages[0]):``].join(` `).trim()}function z(e,t){let n=t.text.toLowerCase().split(/\s+/).filter(Boolean);return e.filter(e=>{let r=[e.title,e.source,e.organisation,...e.short_names,e.fiscal_year,e.report_type].join(` `).toLowerCase();return n.every(e=>r.includes(e))&&(!t.organisation||e.organisation===t.organisation)&&(!t.year||String(e.fiscal_year)===t.year)&&(!t.type||e.report_type===t.type)})}l(`wb-reports`,P);var B=c`
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
`,V=class extends h{static properties={...h.properties,document:{attribute:!1},report:{state:!0},tables:{state:!0},grid:{state:!0},failed:{state:!0},note:{state:!0}};static styles=[g,v,B];viewer=f();constructor(){super(),this.document=``,this.report=this.grid=null,this.tables=[],this.failed=this.note=``}willUpdate(e){e.has(`document`)&&this.load()}async load(){try{let[e,{tables:t}]=await Promise.all([this.client.report(this.document),this.client.tables(this.document)]);this.report=e,this.tables=t;let n=Number(/^#table-(\d+)$/.exec(location.hash)?.[1]),r=t.find(e=>e.number===n)??t[0];r&&await this.choose(r.number)}catch(e){this.failed=_(e,this.t,this.language)}}async attempt(e){this.note=``;try{await e()}catch(e){this.note=_(e,this.t,this.language)}}choose=e=>this.attempt(async()=>{this.grid=await this.client.table(this.document,e),history.replaceState(null,``,`#table-${e}`)});async show(e){let{report:t,grid:n}=this;if(!t||!n||!e.page)return;let r={number:1,document_id:t.document_id,source:t.source,title:t.title,page:e.page,kind:`table`,table:{form:n.form,title:n.title,row_path:[],column_path:[]},section:null,quote:e.text,bbox:e.bbox,url:``};await this.attempt(async()=>{await m(()=>import(`./viewer-DI6mAb8p.js`),[],import.meta.url),await this.viewer.value?.updateComplete,await this.viewer.value?.show(r,[r])})}render(){let e=C(this.language),{report:t}=this;return this.failed?o`<p class="blank" role="alert">${this.failed} <a href="/reports">${e.back}</a></p>`:t?o`<div class="page">
        <div>
          <p><a class="back" href="/reports">${p(`left`)} ${e.back}</a></p>
          <h1>${t.title}</h1>
          <p class="lead">${[t.organisation,t.fiscal_year,t.report_type,t.source].filter(Boolean).join(` · `)}</p>
          <p class="lead">${[e.pages(t.pages),e.tables(t.tables),e.records(t.records),e.passages(t.passages)].join(` · `)}</p>
        </div>
        <div class="bar">
          ${this.export(`csv`,e.exportCsv)} ${this.export(`xlsx`,e.exportXlsx)}
          <a class="line" href=${t.url} target="_blank" rel="noopener">${p(`out`)}${e.original}</a>
        </div>
        <p class="toast" role="status" ?hidden=${!this.note}>${this.note}</p>
        ${this.problems(t)} ${this.tables.length?this.tablesOf():o`<p class="blank">${e.noTables}</p>`}
      </div>
      <wb-viewer ${i(this.viewer)} .client=${this.client} .language=${this.language}></wb-viewer>`:s}export(e,t,n=``){return o`<button
      class="line"
      @click=${()=>void this.attempt(()=>this.client.download(`/api/records/export?document=${this.document}${n}&format=${e}`,`records.${e}`))}
    >
      ${p(`sheet`)}${t}
    </button>`}problems(e){if(!e.problems.length)return s;let t=C(this.language);return o`<section class="problems" id="problems">
      <h2>${t.problems}</h2>
      <ul>
        ${e.problems.map(e=>o`<li><span class="badge ${e.severity}">${e.page?this.t.page(e.page):t.whole}</span>${e.message}</li>`)}
      </ul>
    </section>`}tablesOf(){let e=C(this.language);return o`<div class="two">
      <nav class="toc" aria-label=${e.tablesOf}>
        ${this.tables.map(t=>o`<button aria-current=${t.number===this.grid?.number?`true`:`false`} @click=${()=>void this.choose(t.number)}>
              <span>${t.title??R(t,e.untitled,this.t.page)}<br /><small>${[t.form,...t.pages.map(e=>this.t.page(e))].filter(Boolean).slice(0,3).join(` · `)}</small></span>
              <small>${F(t.confidence)}</small>
            </button>`)}
      </nav>
      <section>${this.grid?this.shown(this.grid):s}</section>
    </div>`}shown(e){let t=C(this.language),n=`&table=${e.number}`;return o`<div class="bar">
        <h2>${e.title??t.untitled}</h2>
        ${e.unit?o`<span class="badge">${t.unitOf(e.unit)}</span>`:s} ${I(e.confidence)}
        <span class="gap"></span>
        ${this.export(`csv`,t.exportCsv,n)} ${this.export(`xlsx`,t.exportXlsx,n)}
      </div>
      <p class="lead">${e.records?t.hint:t.noRecords}</p>
      ${e.confidence<.95?o`<p class="doubt" role="note">${t.tableDoubt(F(e.confidence))}</p>`:s}
      ${e.notes.map(e=>o`<p class="lead">${e}</p>`)}
      <div class="scroll grid" tabindex="0" role="region" aria-label=${e.title??t.untitled}>
        <table>
          <thead>
            ${H(e,!0).map(e=>o`<tr>${e.map(e=>this.head(e))}</tr>`)}
          </thead>
          <tbody>
            ${H(e,!1).map(e=>o`<tr>${e.map(e=>this.cell(e))}</tr>`)}
          </tbody>
        </table>
      </div>`}head(e){return e.text.trim()?o`<th rowspan=${e.row_span} colspan=${e.column_span}>${e.text}</th>`:o`<td rowspan=${e.row_span} colspan=${e.column_span}></td>`}cell(e){let t=e.confidence!==null&&e.confidence<.95?`unsure`:``;return e.bbox?o`<td class="figure ${t}" rowspan=${e.row_span} colspan=${e.column_span}>
          <button @click=${()=>void this.show(e)}>${e.text||`—`}</button>
        </td>`:o`<td class=${t} rowspan=${e.row_span} colspan=${e.column_span}>${e.text}</td>`}};function H(e,t){let n=new Map;for(let r of e.cells)r.header===t&&n.set(r.row,[...n.get(r.row)??[],r]);return[...n.entries()].sort(([e],[t])=>e-t).map(([,e])=>e.sort((e,t)=>e.column-t.column))}l(`wb-report`,V);var U=class extends r{static properties={...r.properties,session:{state:!0},wrong:{state:!0},entering:{state:!0},gone:{state:!0}};static styles=[u,g,v,c`
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
    `];constructor(){super(),this.client=new d({base:``,key:e}),this.session=null,this.wrong=this.entering=!1,this.gone=``}firstUpdated(){this.enter()}titled(){return`${this.t.reports} · ${this.t.name}`}async enter(){this.gone=``;try{this.session=await this.client.session()}catch(e){if(e.status!==401){this.gone=_(e,this.t,this.language);return}t(),this.wrong=!0,this.session=await this.client.session().catch(()=>null)}}submit=async e=>{e.preventDefault();let t=String(new FormData(e.target).get(`key`)??``).trim();n(t),this.wrong=!1,await this.enter();let r=this.session?.scopes??[];this.wrong||=!r.includes(`manage`)&&(this.entering||!r.includes(`ask`)),r.includes(`manage`)&&(this.entering=!1)};leave=()=>{t(),this.wrong=this.entering=!1,this.enter()};render(){let{t,session:n}=this,r=C(this.language),i=(e,t)=>o`<a href=${e} aria-current=${location.pathname.startsWith(e)&&e!==`/`?`page`:`false`}>${t}</a>`;return o`<header>
        <a class="brand" href="/"><img src="/assets/mark.svg" alt="" width="26" height="26" />${t.name}</a>
        <nav aria-label=${t.menu}>${i(`/`,t.chat)} ${i(`/reports`,t.reports)} ${n?.scopes.includes(`manage`)?i(`/feedback`,t.feedback):s}</nav>
        ${this.preferences()}
        ${n&&!n.scopes.includes(`manage`)?o`<button class="quiet" aria-expanded=${this.entering?`true`:`false`} @click=${()=>this.entering=!this.entering}>
              ${p(`key`)}${r.staff}
            </button>`:s}
        ${e()?o`<button class="quiet" @click=${this.leave}>${r.leave}</button>`:s}
      </header>
      <main>
        ${this.gone?o`<p class="gone" role="alert">${this.gone} <button class="line" @click=${()=>void this.enter()}>${t.retry}</button></p>`:s}
        ${n?.open?o`<p class="open" role="note">${r.open}</p>`:s}${n?this.content(n):s}
      </main>`}content(e){let t=e.scopes.includes(`manage`),n=location.pathname.startsWith(`/feedback`);if(!e.scopes.includes(`ask`))return this.door(C(this.language).privateHere);if(!t&&(this.entering||n))return this.door(C(this.language).keyNeeded);let r={client:this.client,language:this.language},i=/^\/reports\/([^/]+)$/.exec(location.pathname)?.[1];return n?o`<wb-feedback .client=${r.client} .language=${r.language}></wb-feedback>`:i?o`<wb-report .client=${r.client} .language=${r.language} .document=${i}></wb-report>`:o`<wb-reports .client=${r.client} .language=${r.language} .manages=${t} .limit=${e.upload_limit}></wb-reports>`}door(e){let t=C(this.language);return o`<form class="door" @submit=${this.submit}>
      <h1>${e}</h1>
      <label>${t.key}<input name="key" type="password" autocomplete="off" required /></label>
      ${this.wrong?o`<p role="alert">${t.badKey}</p>`:s}
      <button class="solid">${t.enter}</button>
      <p class="how">${t.howToGetKey}</p>
      <pre><code>wenbao access key NAME</code></pre>
      <p class="how">${t.keyKept}</p>
    </form>`}};l(`wb-staff`,U);