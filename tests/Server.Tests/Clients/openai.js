// Makes pictures with OpenAI's own client; prints what came back as JSON.
import OpenAI, { toFile } from "openai";

const [url, key] = process.argv.slice(2);
const client = new OpenAI({ baseURL: `${url}v1`, apiKey: key, maxRetries: 0 });
const common = { prompt: "a lighthouse in a storm", size: "64x64", quality: "low" };

async function failure(call) {
  try {
    await call();
    return null;
  } catch (error) {
    return { kind: error.constructor.name, status: error.status, type: error.type, param: error.param, code: error.code, message: error.message, id: error.requestID };
  }
}

const models = [];
for await (const model of client.models.list()) {
  models.push(model.id);
}

const made = await client.images.generate({ ...common, model: models[0], n: 2, response_format: "b64_json" });
const picturePart = (name) => toFile(Buffer.from(made.data[0].b64_json, "base64"), name, { type: "image/png" });
const linked = await client.images.generate({ ...common, model: "dall-e-3", output_format: "jpeg", output_compression: 50 });
const picture = await fetch(linked.data[0].url);

const events = [];
for await (const event of await client.images.generate({ ...common, size: "128x128", quality: "high", stream: true, partial_images: 2 })) {
  events.push({ type: event.type, index: event.partial_image_index ?? null, image: event.b64_json });
}

console.log(JSON.stringify({
  models,
  one: (await client.models.retrieve(models[0])).id,
  images: made.data.map((image) => image.b64_json),
  created: made.created,
  requestId: made._request_id,
  link: { status: picture.status, type: picture.headers.get("content-type"), image: Buffer.from(await picture.arrayBuffer()).toString("base64") },
  events,
  tooMany: await failure(() => client.images.generate({ ...common, n: 11 })),
  unknownModel: await failure(() => client.images.generate({ ...common, model: "no-such-model" })),
  edited: (await client.images.edit({ image: await picturePart("a.png"), prompt: "at night", size: "64x64", response_format: "b64_json" })).data.map((image) => image.b64_json),
  varied: (await client.images.createVariation({ image: await picturePart("a.png"), n: 2, size: "64x64", response_format: "b64_json" })).data.map((image) => image.b64_json),
  noAlpha: await failure(async () => client.images.edit({ image: await picturePart("a.png"), mask: await picturePart("mask.png"), prompt: "at night" })),
  noPicture: await failure(async () => client.images.edit({ image: await toFile(Buffer.from("<svg/>"), "a.png"), prompt: "at night" })),
  wrongKey: await failure(() => client.withOptions({ apiKey: "no-such-key-0123456789abcdef0123456789" }).images.generate(common)),
}));
