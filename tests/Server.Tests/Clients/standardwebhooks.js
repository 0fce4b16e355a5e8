// Receives webhooks and verifies each with the library of the Standard Webhooks project; prints what came as JSON.
import { createServer } from "node:http";
import { once } from "node:events";
import { Webhook } from "standardwebhooks";

const [url, key] = process.argv.slice(2);
const received = [];
const waiting = [];
let status = 200;

const receiver = createServer(async (request, response) => {
  const chunks = [];
  for await (const chunk of request) {
    chunks.push(chunk);
  }

  response.statusCode = status;
  response.end();
  const message = { path: request.url, headers: request.headers, body: Buffer.concat(chunks).toString("utf8") };
  const next = waiting.findIndex(one => one.fits(message));
  next < 0 ? received.push(message) : waiting.splice(next, 1)[0].take(message);
});
receiver.listen(0, "127.0.0.1");
await once(receiver, "listening");
const address = path => `http://127.0.0.1:${receiver.address().port}${path}`;

function message(path, type) {
  const fits = one => one.path === path && JSON.parse(one.body).type === type;
  const there = received.findIndex(fits);
  return there < 0 ? new Promise(take => waiting.push({ fits, take })) : received.splice(there, 1)[0];
}

async function call(method, path, body) {
  const response = await fetch(new URL(path, url), {
    method,
    headers: { authorization: `Bearer ${key}`, ...(body ? { "content-type": "application/json" } : {}) },
    body: body ? JSON.stringify(body) : undefined,
  });
  const text = await response.text();
  if (response.status === 503) {
    // Until its worker has said what it brings, a server accepts nothing.
    return call(method, path, body);
  }

  if (!response.ok) {
    throw new Error(`${method} ${path}: ${response.status} ${text}`);
  }

  return text ? JSON.parse(text) : null;
}

// The library's answer: the payload, or why it is refused.
function verify(secret, { body, headers }, altered = body) {
  try {
    return new Webhook(secret).verify(altered, headers);
  } catch (error) {
    return error.message;
  }
}

const job = { prompt: "a lighthouse in a storm", width: 64, height: 64, steps: 2, seed: 7 };
const hook = await call("POST", "api/v1/webhooks", { url: address("/all"), events: ["job.*", "picture.created", "webhook.ping"] });

await call("POST", `api/v1/webhooks/${hook.id}/test`);
const ping = await message("/all", "webhook.ping");

const own = "whsec_" + Buffer.from("a secret of the caller's own, 32b").toString("base64");
const made = await call("POST", "api/v1/jobs", { ...job, webhook: { url: address("/own"), secret: own } });
const [waited, ran, picture, succeeded, ownEnd] = await Promise.all([
  message("/all", "job.waiting"), message("/all", "job.running"), message("/all", "picture.created"), message("/all", "job.succeeded"), message("/own", "job.succeeded"),
]);

const rotated = await call("POST", `api/v1/webhooks/${hook.id}/rotate`);
await call("POST", `api/v1/webhooks/${hook.id}/test`);
const both = await message("/all", "webhook.ping");

status = 500;
await call("POST", `api/v1/webhooks/${hook.id}/test`);
const failed = await message("/all", "webhook.ping");
status = 200;
const retried = await message("/all", "webhook.ping");

console.log(JSON.stringify({
  job: made.id,
  ping: verify(hook.secret, ping),
  altered: verify(hook.secret, ping, ping.body.replace("webhook.ping", "webhook.pong")),
  wrongSecret: verify(own, ping),
  types: [waited, ran, picture, succeeded].map(one => verify(hook.secret, one).type),
  picture: verify(hook.secret, picture).data,
  succeeded: verify(hook.secret, succeeded).data,
  own: verify(own, ownEnd).data,
  rotation: [verify(hook.secret, both).type, verify(rotated.secret, both).type],
  retry: {
    verified: verify(rotated.secret, retried).type,
    sameId: failed.headers["webhook-id"] === retried.headers["webhook-id"],
    later: Number(retried.headers["webhook-timestamp"]) - Number(failed.headers["webhook-timestamp"]),
  },
}));
receiver.closeAllConnections();
receiver.close();
