// Follows a meeting: live parts by server-sent events, posts kept until their receipt, drafts kept on the phone.
const { page: path, meeting, state: isEnded, number } = document.body.dataset;
const one = (selector, from = document) => from.querySelector(selector);
const all = (selector, from = document) => [...from.querySelectorAll(selector)];
const wordsOf = (selector) => one(selector)?.textContent.trim() ?? "";
document.documentElement.classList.add("js");

// Storage, or memory where the browser forbids it or the phone is full.
const prefix = `canvas.${meeting}.`;
let disk = {};
try { disk = localStorage; } catch { /* forbidden */ }
const load = (name, none) => JSON.parse(disk[prefix + name] ?? null) ?? none;
const save = (name, value) => {
	const said = JSON.stringify(value);
	try { disk[prefix + name] = said; } catch { disk = { ...disk, [prefix + name]: said }; }
};
const add = (name, entry) => save(name, [...load(name, []), entry]);
const remove = (name, key) => save(name, load(name, []).filter((each) => each.key !== key));

const tell = (id, words) => {
	const place = one(`#${id}`);
	if (place.textContent !== words) place.textContent = words;
};
let fading;
const news = (words) => {
	tell("news", words);
	clearTimeout(fading);
	fading = setTimeout(() => tell("news", ""), 9000);
};
const make = (tag, words, className = "") => {
	const made = Object.assign(document.createElement(tag), { textContent: words, className });
	if (className === "said") made.dir = "auto";
	return made;
};

// Changes a tree into another; nodes that stay keep their focus, their selection and what was typed.
const morph = (old, fresh) => {
	if (old.nodeType !== 1) { if (old.data !== fresh.data) old.data = fresh.data; return; }
	if (old.hasAttribute("data-own")) return;
	const isTyped = old.matches("input, textarea"), kept = isTyped ? "value checked" : "open";
	for (const { name } of [...old.attributes])
		if (!fresh.hasAttribute(name) && !kept.includes(name)) old.removeAttribute(name);
	for (const { name, value } of fresh.attributes)
		if (!kept.includes(name) && old.getAttribute(name) !== value) old.setAttribute(name, value);
	if (isTyped) return;
	const ids = new Set([...fresh.children].map((each) => each.id));
	for (const each of [...old.children]) if (each.id && !ids.has(each.id)) each.remove();
	let at = old.firstChild;
	for (const child of [...fresh.childNodes]) {
		const same = child.id ? [...old.children].find((each) => each.id === child.id)
			: !at?.id && at?.nodeName === child.nodeName && at;
		if (!same) { old.insertBefore(child, at); continue; }
		if (same === at) at = at.nextSibling; else old.insertBefore(same, at);
		morph(same, child);
	}
	while (at) { const next = at.nextSibling; at.remove(); at = next; }
};

// Drafts: what stands in a form, kept at each key by the number of what is asked.
const readied = new WeakSet();
const formOf = (element) => element.closest?.("form[data-ask]");
const writeForm = () => one('form[action="/m/say"]');
const note = (form, words) => { one(".kept", form).textContent = words; };
const keepDraft = (form) => {
	const typed = Object.fromEntries([...new FormData(form)].filter(([name]) => !/^(key|ask)$/.test(name)));
	save("drafts", { ...load("drafts", {}), [form.dataset.ask]: typed });
	note(form, disk.setItem ? "Kept on this phone" : "Kept while this page is open");
};
const dropDraft = (asked) => {
	const { [asked]: _, ...others } = load("drafts", {});
	save("drafts", others);
};
const restoreDraft = (form) => {
	const draft = load("drafts", {})[form.dataset.ask];
	if (!draft) return;
	for (const field of form.elements) {
		const value = draft[field.name];
		if (field.type === "radio") field.checked = field.value === value;
		else if (value !== undefined && (field.type === "number" || !field.value)) field.value = value;
	}
	note(form, "Kept on this phone");
};
const dots = (number) => (number === 1 ? "1 dot" : `${number} dots`);
const dotsLeft = (form) => {
	const vote = one(".vote", form);
	if (!vote) return 0;
	const budget = Number(vote.dataset.budget);
	const left = all("input", vote).reduce((rest, each) => rest - Number(each.value), budget);
	const told = left < 0 ? `${dots(-left)} too many.` : `${left} of ${dots(budget)} left.`;
	if (wordsOf(".left") !== told) one(".left", form).textContent = told;
	all('[data-step="1"]', vote).forEach((each) => each.setAttribute("aria-disabled", left <= 0));
	return left;
};

// What waits to be sent, and what could not be: deleted by its writer alone.
const button = (words, act) => {
	const made = make("button", words, "small");
	made.type = "button";
	made.onclick = () => { act(); showKept(); };
	return made;
};
const showKept = () => {
	const form = writeForm(), queue = load("queue", []), place = one("#stranded");
	one("#queue")?.replaceChildren(...queue.map(({ text }) => {
		const row = make("p", text ? "On its way: " : "Your answer is on its way.", "waiting");
		if (text) row.append(make("span", text, "said"));
		return row;
	}));
	const late = Object.entries(load("drafts", {}))
		.filter(([asked, { text }]) => text?.trim() && asked !== form?.dataset.ask)
		.map(([asked, { text }]) => [text, "You were writing this when it was closed.", () => dropDraft(asked),
			() => send("/m/say", [["ask", asked], ["text", text]], text)]);
	const refused = load("refused", []).map(({ key, text, says }) => [text, says, () => remove("refused", key)]);
	const rows = [...late, ...refused].map(([text, says, drop, act]) => {
		const row = make("li", "");
		row.append(make("span", text, "said"), make("span", says, "more"));
		if (act) row.append(button("Send it", () => { drop(); act(); }));
		else if (form) row.append(button("Put it back", () => {
			const field = form.elements.text;
			field.value = `${field.value}\n${text}`.trim();
			drop();
			keepDraft(form);
			field.focus();
		}));
		row.append(button("Delete", drop));
		return row;
	});
	const list = make("ul", "", "statements"), section = make("section", "", "stranded");
	list.append(...rows);
	section.append(make("h2", "Kept on this phone, not sent"), list);
	place?.replaceChildren(...(rows.length ? [section] : []));
};

// Parts of the page, as the server renders them.
let { ask } = document.body.dataset;
const ready = () => {
	for (const form of all("form[data-ask]")) {
		if (!readied.has(form)) restoreDraft(form);
		readied.add(form);
		dotsLeft(form);
	}
	showKept();
};
// A list: the rows that changed, their order where that changed, and what stands around them.
const renew = (old, { frame, rows, order }) => {
	const list = one(".statements", old);
	if (!list) return;
	if (frame) {
		const fresh = old.cloneNode(false);
		fresh.innerHTML = `\n${frame}`;
		list.dataset.own = "";
		morph(old, fresh);
		delete list.dataset.own;
	}
	const there = new Map([...list.children].map((each) => [each.id, each]));
	for (const [id, html] of Object.entries(rows)) {
		const made = document.createElement("template");
		made.innerHTML = html.trim();
		if (there.has(id)) morph(there.get(id), made.content.firstChild);
		else there.set(id, made.content.firstChild);
	}
	if (!order) return;
	let at = list.firstElementChild;
	for (const row of order.map((id) => there.get(id))) {
		if (row === at) at = at.nextElementSibling; else if (row) list.insertBefore(row, at);
	}
	while (at) { const next = at.nextElementSibling; at.remove(); at = next; }
};
const take = (parts) => {
	const topic = wordsOf(".talk h1");
	for (const [name, html] of Object.entries(parts)) {
		const old = one(`#${name}`), fresh = old?.cloneNode(false);
		if (!old) continue;
		if (html.rows) { renew(old, html); continue; }
		fresh.innerHTML = `\n${html}`;
		morph(old, fresh);
	}
	const now = one(".ask[id]")?.id.slice(4) ?? ask, asked = wordsOf(".ask[id] h2");
	all("[data-of]").forEach((each) => each.dataset.of !== now && each.remove());
	if (now !== ask) news(asked ? `Now: ${asked}` : "This is closed now.");
	else if (wordsOf(".talk h1") !== topic) news(`We are talking about ${wordsOf(".talk h1")}`);
	ask = now;
	ready();
};

// Posts: each has a key made here, and is sent again until there is a receipt for that key.
const within = (limit) => {
	const aborter = new AbortController();
	setTimeout(() => aborter.abort(), limit);
	return aborter.signal;
};
const pause = (times) => Math.min(500 * 2 ** times, 8000) * (0.75 + Math.random() / 2);
const makeKey = () => crypto.getRandomValues(new Uint32Array(4)).join("-");
const post = async ({ to, fields, key }) => {
	try {
		const reply = await fetch(to, {
			method: "POST",
			headers: { Accept: "application/json" },
			body: new URLSearchParams([...fields, ["key", key]]),
			signal: within(12000),
		});
		if (reply.status === 401) return { isOut: true };
		if (reply.status >= 500 || reply.status === 408 || reply.status === 429) return null;
		const says = reply.status === 413 ? "This is too long for one statement." : "This was not taken.";
		return await reply.json().catch(() => (reply.ok ? null : { accepted: false, says }));
	} catch { return null; }
};
const send = (to, fields, text) => {
	add("queue", { key: makeKey(), to, fields, text });
	news("");
	showKept();
	flush();
};
let isSending = false, failures = 0, later;
const flush = async () => {
	if (isSending) return;
	isSending = true;
	clearTimeout(later);
	for (let entry; (entry = load("queue", [])[0]);) {
		const receipt = await post(entry);
		if (receipt?.isOut) beOut();
		else if (!receipt) later = setTimeout(flush, pause(failures++));
		if (!receipt || receipt.isOut) break;
		failures = 0;
		remove("queue", entry.key);
		if (!receipt.accepted && entry.text) add("refused", { ...entry, says: receipt.says });
		news(receipt.accepted ? "Sent." : `Not sent. ${receipt.says}`);
		seen = Math.max(seen, receipt.number ?? 0);
		take(receipt.parts ?? {});
	}
	isSending = false;
};

addEventListener("submit", (event) => {
	const form = formOf(event.target);
	if (!form) return;
	event.preventDefault();
	const fields = [...new FormData(form)].filter(([name]) => name !== "key"), field = form.elements.text;
	const text = field?.value.trim();
	const isAnswered = field ? text : fields.some(([name, value]) => name.startsWith("a.") && value);
	const lack = isAnswered ? dotsLeft(form) < 0 && "Not sent: take some dots away." : "Nothing to send yet.";
	if (lack) return note(form, lack), news(lack);
	dropDraft(form.dataset.ask);
	note(form, "");
	if (field) {
		field.value = "";
		field.focus();
	}
	send(form.getAttribute("action"), fields, text);
});
addEventListener("input", (event) => {
	const form = formOf(event.target);
	if (form) keepDraft(form), dotsLeft(form);
});
addEventListener("click", (event) => {
	const step = event.target.closest("[data-step]"), field = step && one("input", step.parentElement);
	if (!step || step.getAttribute("aria-disabled") === "true") return;
	field.value = Math.max(0, Number(field.value) + Number(step.dataset.step));
	field.dispatchEvent(new Event("input", { bubbles: true }));
});

// The connection: whatever breaks it, the page comes back and shows the state of now.
const SILENCE = 25000;
let source, heard = Date.now(), latest = number, seen = 0, tries = 0, again, complaint, isOver = false;
const alive = () => {
	heard = Date.now();
	tries = 0;
	complaint = clearTimeout(complaint);
	tell("state", "");
	if (load("queue", []).length) flush();
};
const lost = () => {
	source?.close();
	if (isOver) return;
	const kept = one(".ask") ? "What you write is kept on this phone and sent later." : "Trying again.";
	complaint ??= setTimeout(() => tell("state", `Not connected. ${kept}`), 1500);
	if (tries) look();
	clearTimeout(again);
	again = setTimeout(connect, pause(tries++));
};
const connect = () => {
	clearTimeout(again);
	source?.close();
	if (isOver) return;
	heard = Date.now();
	const opened = source = new EventSource(`${path}/events?after=${latest}`);
	const on = (kind, act) => opened.addEventListener(kind, (event) => {
		if (opened !== source) return;
		alive();
		if (event.lastEventId) seen = latest = event.lastEventId;
		act(JSON.parse(event.data));
	});
	opened.onopen = () => opened === source && alive();
	opened.onerror = () => opened === source && lost();
	on("beat", () => {});
	on("parts", ({ parts }) => take(parts));
	on("own", () => setTimeout(look, Math.random() * 1000));
	on("out", beOut);
	on("ended", ({ main }) => end(main));
};
// The page of now, unless it is older than what came meanwhile: the phone's own, and whether it is still in.
const look = async () => {
	try {
		const reply = await fetch(path, { signal: within(8000) });
		const fresh = new DOMParser().parseFromString(await reply.text(), "text/html"), now = fresh.body.dataset;
		if (now.state) end(one("main", fresh).innerHTML);
		else if (now.page !== path) reply.status === 401 && beOut();
		else if (Number(now.number) < seen) setTimeout(look, 300);
		else take(Object.fromEntries(all("[data-part]", fresh).map((each) => [each.id, each.innerHTML.slice(1)])));
	} catch { /* the next try looks again */ }
};
const stop = () => {
	isOver = true;
	source?.close();
	clearTimeout(again);
	clearTimeout(complaint);
};
const beOut = () => {
	stop();
	const link = Object.assign(make("a", "Type the code on the wall."), { href: "/" });
	one("#state").replaceChildren("You are not in this meeting any more. What you wrote is kept. ", link);
};
const end = (html) => {
	stop();
	const main = one("main"), own = one(".own");
	if (html) main.innerHTML = html;
	if (own && !one(".own")) main.append(own);
	for (const entry of load("queue", []))
		if (entry.text) add("refused", { ...entry, says: "This did not arrive before the end." });
	save("queue", []);
	one("footer")?.remove();
	tell("state", "");
	showKept();
};

if (isEnded) end();
one('[aria-invalid="true"]')?.focus();
if (path) {
	for (const each of Object.keys(disk)) if (/^canvas\./.test(each) && !each.startsWith(prefix)) delete disk[each];
	ready();
	const wake = () => { connect(); flush(); };
	wake();
	setInterval(() => Date.now() - heard > SILENCE && lost(), 5000);
	document.addEventListener("visibilitychange", () => {
		if (!document.hidden && (Date.now() - heard > SILENCE / 2 || source.readyState !== 1)) wake();
	});
	addEventListener("pageshow", (event) => event.persisted && wake());
	addEventListener("pagehide", () => source.close());
	addEventListener("online", () => { tries = failures = 0; wake(); });
	addEventListener("offline", lost);
}
