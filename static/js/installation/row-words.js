// What a row of the installation's state says, in words: {label, words}. Pure, but for the catalogue.

import { formatDateTime, formatNumber, formatSize, t, tn } from "../core/i18n.js"

export function rowWords(row) {
  return ROWS[row.name](row)
}

const ROWS = {
  database: ({ ok, kind, version }) => ({ label: t("Database"), words: ok ? `${kind} ${version}` : t("{kind} does not answer", { kind }) }),
  disk: ({ free, total }) => ({ label: t("Room on the disk"), words: t("{free} free of {total}", { free: formatSize(free), total: formatSize(total) }) }),
  worker: ({ state }) => ({ label: t("Paper worker"), words: WORKER[state]() }),
  queue: (row) => ({ label: t("Papers being prepared"), words: queueWords(row) }),
  engines: ({ engines }) => ({ label: t("Converters"), words: Object.entries(engines).map((engine) => engine.join(" ")).join(" · ") || t("Not known: the worker has not said.") }),
  libreoffice: (row) => ({ label: "LibreOffice", words: libreofficeWords(row) }),
  sandbox: ({ kind }) => ({ label: t("Converters are locked in"), words: SANDBOX[kind]() }),
  store: (row) => ({ label: t("Stored papers"), words: storeWords(row) }),
  check: (row) => ({ label: t("Last check of the papers"), words: checkWords(row) }),
  clean_up: ({ at, size }) => ({ label: t("Last clean-up"), words: at ? `${formatDateTime(at)} · ${size ? t("{size} freed", { size: formatSize(size) }) : t("nothing to remove")}` : t("Not yet; the worker does it once a day.") }),
  tablets: (row) => ({ label: t("Tablets"), words: tabletsWords(row) }),
  vote_record: ({ ok, key }) => ({ label: t("Key of the record of votes"), words: `${key}${ok ? "" : ` · ${t("an earlier key could not be read and was replaced; see the operator's guide")}`}` }),
  redrawing: (row) => ({ label: t("Pages of an older drawing"), words: redrawingWords(row) }),
}

const WORKER = {
  alive: () => t("Running"),
  silent: () => t("Gives no sign of life: papers that come in stay at “Received”."),
  never_started: () => t("Was never started: papers that come in stay at “Received”."),
}

const SANDBOX = {
  bubblewrap: () => t("By bubblewrap and limits"),
  limits: () => t("By limits only: bubblewrap does not run here."),
  unknown: () => t("Not known: the worker has not said."),
}

function queueWords({ jobs, papers, oldest }) {
  if (jobs === null) return t("The queue does not answer.")
  if (!papers) return t("None is waiting")
  return [tn("{count} paper", "{count} papers", papers), t("the oldest since {time}", { time: formatDateTime(oldest) }), tn("{count} job in the queue", "{count} jobs in the queue", jobs)].join(" · ")
}

function libreofficeWords({ version, wanted }) {
  if (version) return t("Version {version}", { version })
  return wanted ? t("Not found: office files are shown in a preview layout.") : t("Not used: this installation is set to its own converters.")
}

function storeWords({ originals, pages, at }) {
  if (!at) return t("Not measured yet; the worker does it.")
  const sizes = { total: formatSize(originals + pages), originals: formatSize(originals), pages: formatSize(pages) }
  return `${t("{total}: originals {originals}, pages {pages}", sizes)} · ${formatDateTime(at)}`
}

function checkWords({ at, wrong, mended, documents }) {
  if (!at) return t("Not yet; the operator's guide says how.")
  const found = wrong ? t("{wrong} found wrong, {mended} put right", { wrong: formatNumber(wrong), mended: formatNumber(mended) }) : tn("{count} file, all of it whole", "{count} files, all of them whole", documents)
  return `${formatDateTime(at)} · ${found}`
}

function redrawingWords({ waiting, given_up: givenUp }) {
  const words = [waiting && tn("{count} paper is being drawn anew", "{count} papers are being drawn anew", waiting), givenUp && tn("{count} paper could not be and stays as it is", "{count} papers could not be and stay as they are", givenUp)]
  return words.filter(Boolean).join(" · ") || t("None")
}

function tabletsWords({ connected, most, served, made }) {
  const there = t("{count} of at most {most} connected", { count: formatNumber(connected), most: formatNumber(most) })
  return `${there} · ${t("state told {served} times, made {made} times since the start", { served: formatNumber(served), made: formatNumber(made) })}`
}
