// Receives webhooks until its input ends, verifies each with the library of the Standard Webhooks project, and prints a line of JSON for each.
import { createServer } from "node:http";
import { Webhook } from "standardwebhooks";

const webhook = new Webhook(process.argv[2]);
const say = said => console.log(JSON.stringify(said));

const receiver = createServer(async (request, response) => {
  const chunks = [];
  for await (const chunk of request) {
    chunks.push(chunk);
  }

  try {
    say({ id: request.headers["webhook-id"], payload: webhook.verify(Buffer.concat(chunks).toString("utf8"), request.headers) });
    response.statusCode = 204;
  } catch (error) {
    say({ id: request.headers["webhook-id"], refused: error.message });
    response.statusCode = 401;
  }

  response.end();
});
receiver.listen(0, "127.0.0.1", () => say({ url: `http://127.0.0.1:${receiver.address().port}/` }));
process.stdin.resume().on("end", () => process.exit());
