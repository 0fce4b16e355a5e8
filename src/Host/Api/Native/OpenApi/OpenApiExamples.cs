using System.Text.Json.Nodes;

namespace Atelier.Host.Api.Native.OpenApi;

/// <summary>What requests and answers look like.</summary>
internal static class OpenApiExamples
{
    private const string Job = """
        {
          "id": "01JG6QZ8X2V5N1C7W3R9T4K8MB", "state": "waiting", "position": 0, "owner": "ann", "source": "api", "priority": 0, "attempts": 0,
          "createdAt": "2027-01-31T12:00:00Z",
          "request": { "prompt": "a lighthouse in a storm", "negativePrompt": "", "model": "starter", "sampler": "dpmpp_2m", "schedule": "karras",
                       "guidance": "cfg", "guidanceSettings": { "scale": 4, "rescale": 0, "start": 0, "end": 1 }, "steps": 20, "seed": 7, "noise": "torch",
                       "width": 256, "height": 256, "batchSize": 1, "count": 1, "emphasis": "a1111", "samplerOptions": {} },
          "pictures": []
        }
        """;

    private const string Picture = """
        {
          "id": "01JG6R0B3N6Y8E2H5K7M9P1QSD", "jobId": "01JG6QZ8X2V5N1C7W3R9T4K8MB", "index": 0, "url": "/api/v1/pictures/01JG6R0B3N6Y8E2H5K7M9P1QSD/file",
          "thumbnailUrl": "/api/v1/pictures/01JG6R0B3N6Y8E2H5K7M9P1QSD/thumbnail", "width": 256, "height": 256, "format": "png", "bytes": 101234, "seed": 7,
          "prompt": "a lighthouse in a storm", "model": "starter", "favorite": false, "createdAt": "2027-01-31T12:00:03Z"
        }
        """;

    private static readonly Dictionary<string, string> Bodies = new()
    {
        ["jobs"] = """{ "prompt": "a lighthouse in a storm", "steps": 20, "seed": 7, "width": 256, "height": 256, "guidanceSettings": { "scale": 4 }, "priority": 0 }""",
        ["preprocess"] =
            """{ "picture": "sha256:2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824", "preprocessor": "canny", "options": { "low": 80 }, "resolution": 512 }""",
        ["recipes/check"] = """{ "name": "daily-hero", "text": "generate:\n  prompt: a lighthouse in {{season}}\n" }""",
        ["recipes/{name}"] = """{ "text": "generate:\n  prompt: a lighthouse in {{season}}\n" }""",
        ["recipes/{name}/run"] = """{ "arguments": { "subject": "a lighthouse" } }""",
        ["capabilities"] = """{ "prompt": "a lighthouse", "sampler": "eluer", "width": 513 }""",
        ["tokens"] = """{ "prompt": "a (red:1.3) lighthouse" }""",
        ["session"] = """{ "key": "atl_0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef" }""",
        ["keys"] = """{ "name": "ann", "role": "user", "expiresAt": "2028-01-01T00:00:00Z", "picturesPerDay": 500 }""",
        ["pictures/zip"] = """{ "ids": ["01JG6R0B3N6Y8E2H5K7M9P1QSD"] }""",
        ["pictures/{id}/favorite"] = """{ "favorite": true }""",
        ["downloads"] = """{ "source": "hf:stable-diffusion-v1-5/stable-diffusion-v1-5", "acceptLicence": true }""",
        ["downloads/preview"] = """{ "source": "hf:stable-diffusion-v1-5/stable-diffusion-v1-5" }""",
    };

    private static readonly Dictionary<string, string> Answers = new()
    {
        ["postJobs"] = Job,
        ["getJob"] = Job,
        ["getJobs"] = $$"""{ "items": [{{Job}}], "next": null }""",
        ["getPicture"] = Picture,
        ["getPictures"] = $$"""{ "items": [{{Picture}}], "next": "01JG6R0B3N6Y8E2H5K7M9P1QSD" }""",
        ["postTokens"] =
            """{ "tokens": 3, "chunks": 1, "limit": 75, "spans": [{ "start": 0, "end": 2, "weight": 1 }, { "start": 3, "end": 6, "weight": 1.3 }] }""",
        ["postCapabilities"] = """
            {
              "ok": false,
              "problems": [
                { "field": "width", "detail": "513 is not possible; it must be a multiple of 8, from 8 to 2048" },
                { "field": "sampler", "detail": "'eluer' is unknown (did you mean 'euler'?); known are ddim, dpmpp_2m, euler" }
              ]
            }
            """,
        ["getSession"] = """{ "name": "ann", "role": "user" }""",
        ["postSession"] = """{ "name": "ann", "role": "user" }""",
        ["getScheduleSigmas"] = """{ "sigmas": [14.61, 4.31, 1.02, 0.03, 0] }""",
    };

    /// <summary>An example of a request's body; null where there is none.</summary>
    public static JsonNode? OfBody(string path) => Bodies.TryGetValue(path["api/v1/".Length..], out var json) ? JsonNode.Parse(json) : null;

    /// <summary>An example of an answer; null where there is none.</summary>
    public static JsonNode? OfAnswer(string operation) => Answers.TryGetValue(operation, out var json) ? JsonNode.Parse(json) : null;
}
