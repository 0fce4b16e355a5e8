// Makes pictures with a client of AUTOMATIC1111's API; prints what came back as JSON.
import sdwebui, { SamplingMethod } from "node-sd-webui";

const [url, key] = process.argv.slice(2);

// The client has no place for a password; whoever uses it against a server with one wraps fetch.
const plain = globalThis.fetch;
const authorization = `Basic ${Buffer.from(`anybody:${key}`).toString("base64")}`;
globalThis.fetch = (address, options) => plain(address, { ...options, headers: { ...options.headers, authorization } });

const client = sdwebui({ apiUrl: url.replace(/\/$/, "") });
const common = { prompt: "a lighthouse in a storm", width: 64, height: 64, steps: 2, seed: 7 };

async function failure(call) {
  try {
    await call();
    return null;
  } catch (error) {
    return error.message;
  }
}

const made = await client.txt2img({ ...common, negativePrompt: "blurry", samplingMethod: SamplingMethod.DPMPlusPlus_2M_Karras, batchSize: 2, batchCount: 2, cfgScale: 4 });

console.log(JSON.stringify({
  images: made.images,
  info: JSON.parse(made.info),
  parameters: made.parameters,
  read: await client.pngInfo({ imageData: made.images[0] }),
  again: (await client.txt2img({ ...common, negativePrompt: "blurry", samplingMethod: SamplingMethod.DPMPlusPlus_2M_Karras, cfgScale: 4 })).images,
  hires: (await client.txt2img({ ...common, hires: { upscaler: "Latent", upscaleBy: 2, steps: 2, denoisingStrength: 0.5 } })).images,
  fromPicture: (await client.img2img({ ...common, imageData: [made.images[0]] })).images,
  noControlNet: await failure(() => client.txt2img({ ...common, extensions: { controlNet: [{ inputImageData: made.images[0], model: "no-such-net" }] } })),
}));
