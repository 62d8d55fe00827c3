import{H as e,a as t,i as n,n as r,p as i,r as a,t as o,v as s,y as c}from"./theme-CGieiWOK.js";var l=`wenbao:key`;function u(e){try{return sessionStorage.getItem(e)}catch{return null}}var d=class extends i{static properties={...i.properties,theme:{reflect:!0},choice:{state:!0}};unwatch=()=>void 0;constructor(){super(),this.choice=o(a(`theme`)),this.language=c([a(`language`),...navigator.languages]),this.settle()}connectedCallback(){super.connectedCallback(),this.unwatch=t(()=>this.settle())}disconnectedCallback(){super.disconnectedCallback(),this.unwatch()}settle(){this.theme=n(this.choice),document.documentElement.dataset.theme=this.theme,document.documentElement.lang=this.language}speak=e=>{this.language=e.target.value,r(`language`,this.language),this.settle()};light=e=>{this.choice=o(e.target.value),r(`theme`,this.choice),this.settle()};preferences(){let{t}=this,n=[[`auto`,t.themeAuto],[`light`,t.themeLight],[`dark`,t.themeDark]];return e`<div class="preferences">
      <select aria-label=${t.language} @change=${this.speak}>
        ${s.map(([t,n])=>e`<option value=${t} lang=${t} ?selected=${t===this.language}>${n}</option>`)}
      </select>
      <select aria-label=${t.theme} @change=${this.light}>
        ${n.map(([t,n])=>e`<option value=${t} ?selected=${t===this.choice}>${n}</option>`)}
      </select>
    </div>`}};export{l as n,u as r,d as t};