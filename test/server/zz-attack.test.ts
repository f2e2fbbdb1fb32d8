import http from 'node:http'; import { it } from 'vitest'; import { startSimulator } from '../support/simulator.ts'; import { startTestServer } from '../support/server.ts'; import { simulatorEnv } from '../support/simulator-env.ts'; import { pino } from 'pino'; import { Writable } from 'node:stream'; import { skippedPauses } from '../support/skipped-pauses.ts';
const L=(x: string,...r: any[])=>console.log(x.padEnd(36),...r);
for (const lie of ['same id','foreign callback','unsub fails','null info','id missing','endless pages']) it(lie, async()=>{
 const sim=await startSimulator(); let calls=0;
 const proxy=http.createServer(async(q,r)=>{ let b=Buffer.alloc(0); for await(const x of q) b=Buffer.concat([b,x as Buffer]); const p=q.url!; const sub=p.includes('/subscription/'); if(sub) calls++;
  const up=await fetch(sim.url+p,{method:q.method!,headers:Object.fromEntries(Object.entries(q.headers).filter(([k])=>!['host','connection','content-length','transfer-encoding','expect'].includes(k))) as any,body:b.length?b:null}); let t=await up.text(); let status=up.status;
  if(sub){ const j=(()=>{try{return JSON.parse(t);}catch{return null;}})();
   if(lie==='same id'&&p.includes('/subscribe/')&&j?.data) { j.data.subscription_id='7000000000000000001'; t=JSON.stringify(j); }
   if(lie==='id missing'&&p.includes('/subscribe/')&&j?.data) { j.data={}; t=JSON.stringify(j); }
   if(p.includes('/get/')){ if(lie==='foreign callback'&&j?.data?.subscriptions) { j.data.subscriptions=j.data.subscriptions.map((s: any)=>({...s,subscription_id:String(BigInt(s.subscription_id)+1n),callback_url:'https://evil.example/v1/webhooks/tiktok'})); t=JSON.stringify(j);} if(lie==='endless pages'&&j?.data?.page_info){ j.data.page_info.total_page=1e9; if(!j.data.subscriptions?.length) j.data.subscriptions=[{subscription_id:'1',callback_url:'x'}]; t=JSON.stringify(j);} if(lie==='null info'&&j){ j.data={subscriptions:null,page_info:null}; t=JSON.stringify(j);} }
   if(lie==='unsub fails'&&p.includes('unsub')) { t='{"code":50000,"message":"x"}'; } }
  r.writeHead(status,{'content-type':up.headers.get('content-type')??''}); r.end(t); });
 await new Promise<void>(r=>proxy.listen(0,'127.0.0.1',()=>r())); const pu=`http://127.0.0.1:${(proxy.address() as any).port}`;
 let log=''; let off=0; const env=simulatorEnv(sim.info as any); const s=await startTestServer({simulator:sim,jobs:'manual',clock:{now:()=>Date.now()+off},tiktokPace:skippedPauses(),log:pino({level:'info'},new Writable({write:(c,_e,d)=>{log+=c;d();}})),env:{...env,TIKTOK_API_URL:env['TIKTOK_API_URL']!.replace(sim.url,pu)}});
 let tok=await s.mintSession({workspaceId:'w'}); const att=await s.call('POST','/v1/connections/authorize',{as:tok,json:{origin:'https://app.example'}}); await sim.authorize(att.json.authorizeUrl); const pth='/v1/connections/attempts/'+att.json.attemptId; let at=await s.call('GET',pth,{as:tok}); if(at.json.review) at=await s.call('POST',pth+'/accept',{as:tok});
 const adv=sim.person().advertisers.filter(x=>x.status==='STATUS_ENABLE'&&x.role!=='ANALYST').map(x=>x.advertiserId).slice(0,3);
 await s.call('POST','/v1/ad-accounts',{as:tok,json:{connectionId:at.json.connectionId,advertiserIds:adv}});
 const c: number[]=[]; const go=async(n: number,ms: number)=>{ for(let i=0;i<n;i++){ off+=ms; await s.jobs.runDue(); } c.push(calls); };
 await go(6,60000); if(lie==='endless pages') { await go(1,26*3600000); } else { await go(4,7*3600000); tok=await s.mintSession({workspaceId:'w'}); await s.call('DELETE',`/v1/ad-accounts/${adv[0]}`,{as:tok}); await go(4,60000); await go(4,7*3600000); }
 tok=await s.mintSession({workspaceId:'w'});
 const held=await sim.subscriptions(); L(lie,'calls',JSON.stringify(c),'held',held.filter(h=>h.isAlive).length,'records',(await s.deps.store.workspace('w').subscriptions.listByConnection(at.json.connectionId,null,1000)).length,'conn',(await s.call('GET','/v1/connections',{as:tok})).json.items?.[0]?.state,'errors',JSON.stringify([...new Set(log.split('\n').filter(l=>/"level":(40|50|60)/.test(l)).map(l=>JSON.parse(l).msg+' '+JSON.parse(l).err?.message))]).slice(0,300));
 proxy.close(); proxy.closeAllConnections(); void s.stop(); void sim.stop();
},60000);
