import{L as e,R as t,X as n,Y as r,_ as i,a,b as o,g as s,h as c,i as l,m as u,o as d,p as f,q as p,t as m,w as h,x as g,y as _}from"./theme-vUDyj5dw.js";import{n as v}from"./thread-XZjpZsmx.js";var y=n`
  :host {
    position: static;
  }
  :host([mode="inline"]) {
    display: block;
    height: 640px;
  }
  .inline,
  dialog {
    position: relative;
    flex-direction: column;
    background: var(--wb-bg);
    color: var(--wb-ink);
    border: 1px solid var(--wb-line);
    border-radius: 16px;
    overflow: hidden;
  }
  .inline {
    display: flex;
    height: 100%;
  }
  .launcher {
    position: fixed;
    z-index: 2147483000;
    inset-block-end: 20px;
    inset-inline-end: 20px;
    display: inline-flex;
    align-items: center;
    gap: 8px;
    height: 50px;
    padding: 0 20px 0 16px;
    border-radius: 999px;
    background: var(--wb-primary);
    color: var(--wb-on-primary);
    font-weight: 600;
    box-shadow: 0 6px 22px rgb(10 30 50 / 28%);
  }
  .launcher:focus-visible {
    border-radius: 999px;
    outline-offset: 3px;
  }
  .launcher svg {
    width: 22px;
    height: 22px;
  }
  :host([position="left"]) .launcher {
    inset-inline: 20px auto;
  }
  dialog {
    position: fixed;
    z-index: 2147483000;
    inset: auto 20px 20px auto;
    display: none;
    width: min(420px, calc(100vw - 40px));
    height: min(680px, calc(100dvh - 40px));
    max-width: none;
    max-height: none;
    margin: 0;
    padding: 0;
    box-shadow: 0 16px 60px rgb(10 30 50 / 26%);
  }
  :host([position="left"]) dialog {
    inset: auto auto 20px 20px;
  }
  dialog[open] {
    display: flex;
    animation: rise 0.18s ease-out;
  }
  @keyframes rise {
    from {
      opacity: 0;
      transform: translateY(10px);
    }
  }
  .top {
    display: flex;
    align-items: center;
    gap: 2px;
    padding: 8px 8px 8px 16px;
    border-bottom: 1px solid var(--wb-line);
    background: var(--wb-surface);
  }
  .top strong {
    flex: 1;
    font-weight: 600;
  }
  .chat {
    position: relative;
    flex: 1;
    min-height: 0;
  }
  wb-past {
    position: absolute;
    z-index: 1;
    inset: 0;
    padding: 14px 8px;
    overflow-y: auto;
    background: var(--wb-bg);
  }
  .refused {
    padding: 20px;
    color: var(--wb-bad);
  }
  iframe {
    flex: 1;
    width: 100%;
    border: 0;
  }
  .toast {
    position: absolute;
    z-index: 2;
    inset-block-end: 84px;
    inset-inline: 0;
    width: fit-content;
    margin: 0 auto;
    padding: 6px 16px;
    border-radius: 999px;
    background: var(--wb-ink);
    color: var(--wb-bg);
    font-size: 13px;
  }
  @media (max-width: 640px) {
    dialog,
    :host([position="left"]) dialog {
      inset: 0;
      width: 100vw;
      height: 100dvh;
      border: 0;
      border-radius: 0;
    }
  }
`,b=new URL(`..`,import.meta.url).href.replace(/\/$/,``),x=`(max-width: 640px)`,S=class extends f{static properties={...f.properties,site:{},speak:{attribute:`language`},mode:{reflect:!0},heading:{},position:{reflect:!0},open:{type:Boolean,reflect:!0},past:{state:!0},toast:{state:!0},refused:{state:!0}};static styles=[i,s,y];static get observedAttributes(){return[...super.observedAttributes,`theme`,`user-token`]}history;wanted=`auto`;settling=!1;opener=null;unwatch=()=>void 0;thread=e();viewer=e();panel=e();constructor(){super(),this.userToken??=null,this.site=this.speak=this.heading=this.toast=this.refused=``,this.mode=`launcher`,this.position=`right`,this.open=this.past=!1}attributeChangedCallback(e,t,n){super.attributeChangedCallback(e,t,n),e===`user-token`&&(this.userToken=n),e===`theme`&&!this.settling&&(this.wanted=n??`auto`,this.settle())}connectedCallback(){this.enter(),super.connectedCallback(),this.unwatch=a(()=>this.settle()),this.settle()}disconnectedCallback(){super.disconnectedCallback(),this.unwatch()}enter(){this.client=new g({base:b,site:this.site,embedded:!0,userToken:()=>this.token()}),this.history=new v(`wenbao:site:${this.site||`own`}`)}token(){return typeof this.userToken==`function`?this.userToken():this.userToken??``}settle(){this.settling=!0,this.setAttribute(`theme`,l(m(this.wanted))),this.settling=!1}willUpdate(e){e.has(`site`)&&this.client.access.site!==this.site&&this.enter(),(e.has(`speak`)||!this.hasUpdated)&&(this.language=_([this.speak,document.documentElement.lang,...navigator.languages]))}updated(){this.setAttribute(`lang`,this.language),this.mode===`inline`&&this.thread.value&&!this.thread.value.conversation.turns.length&&this.restore()}restored=!1;restore(){if(this.restored)return;this.restored=!0;let e=this.history.current?this.history.find(this.history.current):void 0;e&&this.thread.value?.open(e)}async show(){this.opener=c(),this.open=!0,await this.updateComplete;let e=this.panel.value;e&&!e.open&&(matchMedia(x).matches?e.showModal():e.show()),await this.thread.value?.updateComplete,this.mode===`frame`&&this.knock(),this.restore(),this.thread.value?.focus()}async knock(){this.refused=``;try{await this.client.session()}catch(e){this.refused=h(e,this.t,this.language)}}hide(){this.panel.value?.close()}async ask(e){if(!this.isConnected)throw Error(`wenbao-chat: put the element into the page before it is asked`);if(await this.updateComplete,this.mode===`frame`)throw Error(`wenbao-chat: ask() needs mode "launcher" or "inline"`);this.mode===`launcher`&&!this.open&&await this.show(),await this.thread.value?.updateComplete,await this.thread.value?.ask(e)}closed=()=>{this.open=!1;let e=this.opener;this.updateComplete.then(()=>{let t=this.renderRoot.querySelector(`.launcher`);(e?.isConnected&&e!==document.body?e:t)?.focus()})};evidence=async e=>{let t=(this.thread.value?.conversation.turns??[]).find(t=>t.answer?.citations.includes(e.detail))?.answer;try{await d(()=>import(`./viewer-Bg46hD3o.js`),[],import.meta.url),await this.viewer.value?.updateComplete,await this.viewer.value?.show(e.detail,t?.citations??[e.detail])}catch(e){this.say(h(e,this.t,this.language))}};say(e){this.toast=e,setTimeout(()=>this.toast===e&&(this.toast=``),6e3)}share=async e=>{try{let{id:t}=await this.client.share(e.detail.trace_id);await navigator.clipboard.writeText(`${this.client.access.base}/s/${t}`),this.say(this.t.shared)}catch(e){this.say(h(e,this.t,this.language))}};begin=()=>{this.past=!1,this.thread.value?.open(null),this.thread.value?.focus()};recall=e=>{this.past=!1,this.thread.value?.open(e.detail)};forget=e=>{e.detail.includes(this.thread.value?.conversation.id??``)&&this.thread.value?.open(null),this.requestUpdate()};keys=e=>{e.key!==`Escape`||e.defaultPrevented||this.viewer.value?.opened||(e.preventDefault(),this.past?this.past=!1:this.mode!==`inline`&&this.hide())};render(){let{t:e}=this,n=r`<wb-viewer ${t(this.viewer)} .client=${this.client} .language=${this.language}></wb-viewer>`;return this.mode===`inline`?r`<section class="inline" part="panel" aria-label=${e.name}>${this.body()}</section>${n}`:r`<button class="launcher" part="launcher" aria-expanded=${this.open?`true`:`false`} ?hidden=${this.open} @click=${()=>void this.show()}>
        ${o(`chat`)}<span>${this.heading||e.name}</span>
      </button>
      <dialog ${t(this.panel)} part="panel" aria-label=${this.heading||e.name} @close=${this.closed} @keydown=${this.keys}>
        ${this.open||this.restored?this.body():p}
      </dialog>
      ${n}`}body(){let{t:e}=this,t=(e,t,n,i)=>r`<button class="icon" aria-label=${t} title=${t} aria-expanded=${i===void 0?p:i?`true`:`false`} @click=${n}>
        ${o(e)}
      </button>`;return r`<div class="top">
        <strong>${this.heading||e.name}</strong>
        ${this.mode===`frame`?p:r`${t(`plus`,e.newChat,this.begin)} ${t(`clock`,e.history,()=>this.past=!this.past,this.past)}`}
        ${this.mode===`inline`?p:t(`close`,e.close,()=>this.hide())}
      </div>
      ${this.mode===`frame`?this.refused?r`<p class="refused" role="alert">${this.refused}</p>`:r`<iframe title=${e.name} src=${`${b}/embed?site=${encodeURIComponent(this.site)}`}></iframe>`:this.chat()}
      <p class="toast" role="status" ?hidden=${!this.toast}>${this.toast}</p>`}chat(){return r`<div class="chat" @evidence=${this.evidence} @share=${this.share}>
      ${this.past?r`<wb-past
            .language=${this.language}
            .history=${this.history}
            .current=${this.thread.value?.conversation.id??``}
            @recall=${this.recall}
            @forget=${this.forget}
          ></wb-past>`:p}
      <wb-thread
        ${t(this.thread)}
        compact
        ?inert=${this.past}
        .client=${this.client}
        .language=${this.language}
        .history=${this.history}
        @ask=${e=>void this.thread.value?.ask(e.detail)}
        @verdict=${e=>{e.detail.turn.verdict=e.detail.verdict,this.thread.value&&this.history.keep(this.thread.value.conversation),e.target.requestUpdate()}}
      ></wb-thread>
    </div>`}};u(`wenbao-chat`,S);export{S as WenbaoChat};