import{a as e,f as t,i as n,k as r,n as i,p as a,r as o,s,t as c}from"./theme-Ck54BNCa.js";var l=`wenbao:key`;function u(e){try{return sessionStorage.getItem(e)}catch{return null}}var d=class extends s{static properties={...s.properties,theme:{reflect:!0},choice:{state:!0}};unwatch=()=>void 0;constructor(){super(),this.choice=c(o(`theme`)),this.language=a([o(`language`),...navigator.languages]),this.settle()}connectedCallback(){super.connectedCallback(),this.unwatch=e(()=>this.settle())}disconnectedCallback(){super.disconnectedCallback(),this.unwatch()}settle(){this.theme=n(this.choice),document.documentElement.dataset.theme=this.theme,document.documentElement.lang=this.language}speak=e=>{this.language=e.target.value,i(`language`,this.language),this.settle()};light=e=>{this.choice=c(e.target.value),i(`theme`,this.choice),this.settle()};preferences(){let{t:e}=this,n=[[`auto`,e.themeAuto],[`light`,e.themeLight],[`dark`,e.themeDark]];return r`<div class="preferences">
      <select aria-label=${e.language} @change=${this.speak}>
        ${t.map(([e,t])=>r`<option value=${e} lang=${e} ?selected=${e===this.language}>${t}</option>`)}
      </select>
      <select aria-label=${e.theme} @change=${this.light}>
        ${n.map(([e,t])=>r`<option value=${e} ?selected=${e===this.choice}>${t}</option>`)}
      </select>
    </div>`}};export{l as n,u as r,d as t};