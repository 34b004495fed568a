#!/usr/bin/env node
// Compares a run with a recording of the real kernel, from the two files alone. It shares nothing with NumaProbe: it was written
// from the description of the rules, so that a mistake of one program is noticed by the other.
//   numaprobe run RECORDING.json --out DIR; numaprobe trace DIR -o jsonl | node compare.mjs RECORDING.json [-q] [RUN.jsonl]
// Exit code: 0 agrees, 1 disagrees, 2 cannot compare.
import { readFileSync } from 'node:fs';

const BLOCKED_MS = 10;
const NOT_BLOCKED_MS = 15;

function fail(message) {
  process.stderr.write(`compare: ${message}\n`);
  process.exit(2);
}

function readRecording(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    return fail(`${file}: ${error.message}`);
  }
}

function readRun(file) {
  const lines = readFileSync(file ?? 0, 'utf8').split('\n');
  const kinds = { call: [], probe: [], remove: [], job: [], final: [], deferred: [] };
  lines.forEach((line, index) => {
    if (line.trim() === '') return;
    let record;
    try {
      record = JSON.parse(line);
    } catch (error) {
      fail(`line ${index + 1} of the run: ${error.message}`);
    }
    kinds[record.type]?.push(record);
  });
  if (kinds.final.length + kinds.call.length + kinds.deferred.length === 0) fail('the run has no records');
  return kinds;
}

// Milliseconds, from nanoseconds where the run gives them.
const begin = (r) => (r.startNs !== undefined ? r.startNs / 1e6 : r.startUs / 1e3);
const finish = (r) => (r.endNs !== undefined ? r.endNs / 1e6 : r.endUs / 1e3);
const byStart = (records) => records.map((r, i) => [r, i]).sort((a, b) => begin(a[0]) - begin(b[0]) || a[1] - b[1]).map(([r]) => r);
const callName = (c) => `${c.event ?? `in${c.inProbe}`}:${c.op}:${c.target ?? 'None'}`;

/** Puts records into numbered groups: name of the nth record of a group is group#n. */
function numbered(records, prefix, group) {
  const seen = new Map();
  return byStart(records).map((r) => {
    const key = group(r);
    seen.set(key, (seen.get(key) ?? -1) + 1);
    return [`${prefix}:${key}#${seen.get(key)}`, { from: begin(r), to: finish(r) }];
  });
}

function observe(run) {
  const pair = (r) => `${r.device}/${r.driver}`;
  const attempts = {};
  for (const p of byStart(run.probe)) (attempts[pair(p)] ??= []).push([p.result, p.how]);
  return {
    attempts,
    final: Object.fromEntries(run.final.map((f) => [f.device, f.boundTo])),
    finalNode: Object.fromEntries(run.final.map((f) => [f.device, f.node === -1 ? null : f.node])),
    deferred: run.deferred.length === 1 ? [...run.deferred[0].devices].sort() : undefined,
    removeOrder: byStart(run.remove).map((r) => r.device),
    calls: Object.fromEntries(run.call.map((c) => [callName(c), c.result])),
    intervals: new Map([
      ...run.call.map((c) => [`call:${callName(c)}`, { from: begin(c), to: finish(c) }]),
      ...numbered(run.probe, 'probe', pair),
      ...numbered(run.remove, 'remove', pair),
      ...numbered(run.job, 'job', (j) => j.event),
    ]),
  };
}

const canonical = (value) => JSON.stringify(value, (_, v) =>
  v && typeof v === 'object' && !Array.isArray(v) ? Object.fromEntries(Object.entries(v).sort(([a], [b]) => (a < b ? -1 : 1))) : v);

/** Differences between what a part of an outcome should be and is; entry by entry where it is a table. */
function differences(part, wanted, actual) {
  if (wanted === undefined || wanted === null) return [];
  if (Array.isArray(wanted) || actual === undefined) {
    return canonical(wanted) === canonical(actual) ? [] : [`outcome: ${part}: recorded ${canonical(wanted)}, run ${canonical(actual)}`];
  }
  const keys = new Set([...Object.keys(wanted), ...Object.keys(actual)]);
  return [...keys].filter((k) => canonical(wanted[k]) !== canonical(actual[k]))
    .map((k) => `outcome: ${part} of ${k}: recorded ${canonical(wanted[k])}, run ${canonical(actual[k])}`);
}

function outcome(invariants, seen) {
  const parts = ['attempts', 'final', 'finalNode', 'deferred', 'removeOrder', 'calls'];
  const found = parts.flatMap((part) => differences(part, invariants[part], seen[part]));
  const variants = (invariants.variants ?? []).map((v) => [
    ...['attempts', 'final', 'calls', 'deferred'].flatMap((part) => differences(part, v[part], seen[part])),
    ...differences('removes', v.removes && [...v.removes].sort(), [...seen.removeOrder].sort()),
  ]);
  const nearest = variants.sort((a, b) => a.length - b.length)[0] ?? [];
  return [...found, ...nearest.map((d) => `${d} (no recorded variant fits)`)];
}

function intervals(invariants, seen) {
  const found = [];
  const at = (name) => seen.intervals.get(name);
  const show = ({ from, to }) => `${from.toFixed(3)}..${to.toFixed(3)} ms`;
  const pairs = [...(invariants.before ?? []), ...(invariants.overlap ?? [])];
  const named = new Set([...Object.keys(invariants.timing ?? {}), ...pairs.flat(), ...(invariants.blockedCalls ?? []), ...(invariants.notBlockedCalls ?? [])]);
  for (const name of named) if (!at(name)) found.push(`outcome: ${name}: recorded, not in the run`);
  for (const [p, q] of invariants.before ?? []) {
    if (at(p) && at(q) && at(p).to > at(q).from) found.push(`order: ${p} must end before ${q} begins: run ${show(at(p))} and ${show(at(q))}`);
  }
  for (const [p, q] of invariants.overlap ?? []) {
    if (at(p) && at(q) && !(Math.min(at(p).to, at(q).to) > Math.max(at(p).from, at(q).from))) {
      found.push(`overlap: ${p} and ${q} must overlap: run ${show(at(p))} and ${show(at(q))}`);
    }
  }
  for (const name of invariants.blockedCalls ?? []) {
    if (at(name) && at(name).to - at(name).from < BLOCKED_MS) found.push(`blocked: ${name} must take at least ${BLOCKED_MS} ms: run ${show(at(name))}`);
  }
  for (const name of invariants.notBlockedCalls ?? []) {
    if (at(name) && at(name).to - at(name).from >= NOT_BLOCKED_MS) found.push(`blocked: ${name} must take less than ${NOT_BLOCKED_MS} ms: run ${show(at(name))}`);
  }
  return found;
}

function limit(recording, run) {
  const range = recording.invariants.maxConcurrent;
  if (!range || !(recording.scenario.tags ?? []).includes('limit')) return [];
  const edges = run.probe.flatMap((p) => [[begin(p), 1], [finish(p), -1]]).sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  let now = 0;
  let most = 0;
  for (const [, change] of edges) most = Math.max(most, (now += change));
  return most >= range[0] && most <= range[1] ? [] : [`limit: most probes at once: recorded ${range.join('..')}, run ${most}`];
}

function placement(recording, run) {
  if (!/^6\.1\./.test(recording.machine?.kernel ?? '')) return [];
  const topology = recording.scenario.topology;
  const cpusOf = new Map(topology.nodes.map((n) => [n.id, n.cpus ?? []]));
  const nodeOf = new Map([...recording.scenario.devices.map((d) => [d.name, d.node]), ...run.final.map((f) => [f.device, f.node])]);
  const switches = run.call.filter((c) => c.result === 0 && /^(cpu|node)_(offline|online)$/.test(c.op)).map((c) => ({
    cpus: c.op.startsWith('cpu') ? [Number(c.target)] : cpusOf.get(Number(c.target)) ?? [],
    online: c.op.endsWith('online'),
    time: c.op.endsWith('online') ? finish(c) : begin(c),
  })).sort((a, b) => a.time - b.time);
  const online = (node, time) => {
    const off = new Set(topology.offlineCpus ?? []);
    for (const s of switches.filter((x) => x.time <= time)) for (const cpu of s.cpus) s.online ? off.delete(cpu) : off.add(cpu);
    return (cpusOf.get(node) ?? []).some((cpu) => !off.has(cpu));
  };
  return run.probe.filter((p) => p.how === 'async' && online(nodeOf.get(p.device), begin(p)) && p.startNode !== nodeOf.get(p.device))
    .map((p) => `placement: ${p.device}/${p.driver} is on node ${nodeOf.get(p.device)} and its probe started on node ${p.startNode}`);
}

const words = process.argv.slice(2);
const quiet = words.includes('-q');
const [recordingFile, runFile] = words.filter((w) => w !== '-q');
if (!recordingFile) fail('usage: compare.mjs RECORDING.json [-q] [RUN.jsonl]; the run is read from standard input otherwise');
const recording = readRecording(recordingFile);
if (!recording.invariants || !recording.scenario) fail(`${recordingFile}: not a recording`);
const run = readRun(runFile);
const seen = observe(run);
const found = [...outcome(recording.invariants, seen), ...intervals(recording.invariants, seen), ...limit(recording, run), ...placement(recording, run)];
for (const line of found) process.stdout.write(`${line}\n`);
if (!quiet) process.stdout.write(`${recording.scenario.name}: ${found.length === 0 ? 'agrees' : `${found.length} disagreements`}\n`);
process.exitCode = found.length === 0 ? 0 : 1;
