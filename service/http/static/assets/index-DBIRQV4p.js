import{o as e,t}from"./settings-DVlRjWe8.js";import{L as n,R as r,X as i,Y as a,_ as o,b as s,g as c,m as l,o as u,q as d,w as f,x as p}from"./theme-vUDyj5dw.js";import{n as m,t as h}from"./thread-XZjpZsmx.js";var g=i`
  :host {
    background: var(--wb-bg);
  }
  .frame {
    display: grid;
    grid-template: minmax(0, 1fr) / 264px minmax(0, 1fr);
    height: 100%;
  }
  .frame.split {
    grid-template-columns: 264px minmax(400px, 5fr) minmax(480px, 6fr);
  }
  :host([bare]) .frame {
    grid-template-columns: minmax(0, 1fr);
  }
  main {
    min-width: 0;
    min-height: 0;
  }
  .top {
    display: none;
  }
  aside {
    display: flex;
    flex-direction: column;
    gap: 14px;
    min-height: 0;
    padding: 18px 14px 14px;
    border-inline-end: 1px solid var(--wb-line);
    background: var(--wb-bg);
  }
  .brand {
    display: flex;
    align-items: center;
    gap: 10px;
    padding: 0 10px;
    color: var(--wb-ink);
    font-size: 18px;
    font-weight: 640;
    letter-spacing: 0.02em;
    text-decoration: none;
  }
  .new {
    justify-content: center;
  }
  wb-past {
    flex: 1;
    min-height: 0;
    position: relative;
    overflow-y: auto;
  }
  nav {
    display: grid;
  }
  nav a {
    display: flex;
    align-items: center;
    gap: 10px;
    padding: 6px 10px;
    border-radius: 8px;
    color: var(--wb-ink);
    font-size: 14px;
    text-decoration: none;
  }
  nav a svg {
    color: var(--wb-muted);
  }
  nav a:hover {
    background: var(--wb-sunken);
  }
  .preferences {
    display: flex;
    gap: 6px;
  }
  select {
    flex: 1;
    min-width: 0;
    min-height: 34px;
    padding: 0 6px;
    border: 1px solid var(--wb-line);
    border-radius: 8px;
    background: var(--wb-surface);
    color: var(--wb-ink);
    font-size: 13px;
  }
  wb-viewer {
    min-width: 0;
    min-height: 0;
  }
  .frame:not(.split) wb-viewer[docked] {
    display: none;
  }
  .toast {
    position: fixed;
    inset-block-end: 96px;
    inset-inline: 0;
    width: fit-content;
    max-width: 90vw;
    margin: 0 auto;
    padding: 8px 18px;
    border-radius: 999px;
    background: var(--wb-ink);
    color: var(--wb-bg);
    font-size: 14px;
    overflow-wrap: anywhere;
  }
  .shared {
    display: grid;
    gap: 16px;
    justify-items: start;
    max-width: 820px;
    height: 100%;
    margin: 0 auto;
    padding: 40px 20px;
    position: relative;
    overflow-y: auto;
    align-content: start;
  }
  .shared wb-answer {
    width: 100%;
  }
  .shared :is(h1, h2) {
    font-size: 22px;
    line-height: 1.5;
    overflow-wrap: anywhere;
  }
  .shared .hint {
    color: var(--wb-muted);
    font-size: 13px;
    font-weight: 400;
  }
  @media (max-width: 860px) {
    .frame,
    .frame.split {
      grid-template: auto minmax(0, 1fr) / minmax(0, 1fr);
    }
    :host([bare]) .frame {
      grid-template-rows: minmax(0, 1fr);
    }
    .top {
      display: flex;
      align-items: center;
      justify-content: space-between;
      padding: 6px 8px;
      border-bottom: 1px solid var(--wb-line);
    }
    aside {
      position: fixed;
      z-index: 3;
      inset-block: 0;
      inset-inline-start: 0;
      width: min(300px, 86vw);
      visibility: hidden;
      transform: translateX(-100%);
      transition:
        transform 0.2s,
        visibility 0.2s;
    }
    aside.open {
      visibility: visible;
      transform: none;
      box-shadow: var(--wb-shadow);
    }
    .veil {
      position: fixed;
      z-index: 2;
      inset: 0;
      background: rgb(12 18 24 / 40%);
    }
  }
`,_=`(min-width: 1180px)`,v=class extends t{static properties={...t.properties,drawer:{state:!0},viewing:{state:!0},wide:{state:!0},toast:{state:!0},shared:{state:!0},bare:{type:Boolean,reflect:!0}};static styles=[o,c,g];history;thread=n();viewer=n();broad=window.matchMedia(_);constructor(){super(),this.bare=location.pathname===`/embed`;let t=this.bare?new URLSearchParams(location.search).get(`site`):null;this.client=new p({base:``,key:e,...t?{site:t}:{}}),this.history=new m(this.bare?`wenbao:embed`:`wenbao:conversations`),this.drawer=this.viewing=!1,this.wide=this.broad.matches,this.toast=``,this.shared=null,this.broad.addEventListener(`change`,()=>this.wide=this.broad.matches)}firstUpdated(){setTimeout(()=>void h(),1500);let e=/^\/s\/([\w-]+)$/.exec(location.pathname)?.[1];if(e){this.client.shared(e).then(e=>this.shared=e,()=>this.shared=`gone`);return}let t=new URLSearchParams(location.search).get(`q`),n=this.history.current?this.history.find(this.history.current):void 0;t?(history.replaceState(null,``,location.pathname),this.thread.value?.ask(t)):n&&this.thread.value?.open(n),matchMedia(`(max-width: 860px)`).matches||this.thread.value?.updateComplete.then(()=>this.thread.value?.focus())}evidence=async e=>{let t=e.detail,n=this.thread.value?.conversation.turns.find(e=>e.answer?.citations.includes(t))?.answer??(this.shared&&this.shared!==`gone`?this.shared.answer:null);try{await u(()=>import(`./viewer-Bg46hD3o.js`),[],import.meta.url),await this.viewer.value?.updateComplete,await this.viewer.value?.show(t,n?.citations??[t])}catch(e){this.say(f(e,this.t,this.language))}};share=async e=>{let t=this.thread.value?.conversation.turns.find(t=>t.answer===e.detail),n=`${location.origin}/?q=${encodeURIComponent(t?.question??``)}`;try{n=`${location.origin}/s/${(await this.client.share(e.detail.trace_id)).id}`}catch{}try{await navigator.clipboard.writeText(n),this.say(this.t.shared)}catch{this.say(n)}};say(e){this.toast=e,setTimeout(()=>this.toast===e&&(this.toast=``),6e3)}begin=()=>{this.drawer=!1,this.viewer.value?.close?.(),this.thread.value?.open(null),this.thread.value?.focus(),this.requestUpdate()};recall=e=>{this.drawer=!1,this.thread.value?.open(e.detail),this.requestUpdate()};forget=e=>{e.detail.includes(this.thread.value?.conversation.id??``)&&this.thread.value?.open(null),this.requestUpdate()};render(){return a`<div class="frame ${this.viewing&&this.wide?`split`:``}">
        ${this.bare?d:a`${this.top()} ${this.side()}`}
        <main @evidence=${this.evidence} @share=${this.share}>
          ${this.bare?a`<h1 class="hide">${this.t.name}</h1>`:d}
          ${this.shared?this.sharedAnswer():location.pathname.startsWith(`/s/`)?d:a`<wb-thread
            ${r(this.thread)}
            ?compact=${this.bare}
            .client=${this.client}
            .language=${this.language}
            .history=${this.history}
            @ask=${e=>void this.thread.value?.ask(e.detail)}
            @asked=${()=>this.requestUpdate()}
            @verdict=${e=>this.keepVerdict(e)}
          ></wb-thread>`}
        </main>
        <wb-viewer
          ${r(this.viewer)}
          ?docked=${this.wide}
          .client=${this.client}
          .language=${this.language}
          @viewer=${e=>this.viewing=e.detail}
        ></wb-viewer>
      </div>
      <p class="toast" role="status" ?hidden=${!this.toast}>${this.toast}</p>`}keepVerdict(e){e.detail.turn.verdict=e.detail.verdict;let t=this.thread.value?.conversation;t&&this.history.keep(t),e.target.requestUpdate()}top(){let{t:e}=this;return a`<header class="top">
      <button class="icon" aria-label=${e.menu} aria-expanded=${this.drawer?`true`:`false`} @click=${()=>this.drawer=!this.drawer}>
        ${s(`menu`)}
      </button>
      <a class="brand" href="/"><img src="/assets/mark.svg" alt="" width="24" height="24" />${e.name}</a>
      <button class="icon" aria-label=${e.newChat} title=${e.newChat} @click=${this.begin}>${s(`plus`)}</button>
    </header>`}side(){let{t:e}=this;return a`<aside class=${this.drawer?`open`:``} @keydown=${e=>e.key===`Escape`&&(this.drawer=!1)}>
        <a class="brand" href="/"><img src="/assets/mark.svg" alt="" width="28" height="28" />${e.name}</a>
        <button class="line new" @click=${this.begin}>${s(`plus`)}${e.newChat}</button>
        <wb-past
          .language=${this.language}
          .history=${this.history}
          .current=${this.thread.value?.conversation.id??``}
          @recall=${this.recall}
          @forget=${this.forget}
        ></wb-past>
        <nav aria-label=${e.menu}>
          <a href="/reports">${s(`books`)}${e.reports}</a>
          <a href="/docs">${s(`page`)}${e.api}</a>
        </nav>
        ${this.preferences()}
      </aside>
      ${this.drawer?a`<div class="veil" @click=${()=>this.drawer=!1}></div>`:d}`}sharedAnswer(){let{t:e,shared:t}=this;return t?t===`gone`?a`<div class="shared"><h1>${e.gone}</h1><a class="line" href="/">${e.askYourself}</a></div>`:a`<div class="shared">
      <h1 class="hint">${e.sharedAnswer}</h1>
      <h2>${t.question}</h2>
      <wb-answer frozen .client=${this.client} .language=${this.language} .turn=${t}></wb-answer>
      <a class="line" href="/">${s(`chat`)}${e.askYourself}</a>
    </div>`:d}};l(`wb-app`,v);