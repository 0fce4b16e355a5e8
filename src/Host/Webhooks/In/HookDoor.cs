using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Atelier.Generation;
using Atelier.Host.Api.Errors;
using Atelier.Host.Api.Json;
using Atelier.Host.Automation.Runs;
using Atelier.Host.Automation.Templates;
using Atelier.Host.Store;
using Atelier.Host.Texts;

namespace Atelier.Host.Webhooks.In;

/// <summary>Where messages come in: signature, then event, then template, then one run whose key is the delivery's id.</summary>
internal sealed class HookDoor(IHookStore store, IRunQueue runs, Ulids ids, TimeProvider time)
{
    private const int LongestEvent = 100;
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 64, AllowDuplicateProperties = false };

    /// <returns>What became of it; null where there is no such hook, or it is not signed as it should: a stranger is not told
    /// which.</returns>
    /// <exception cref="ApiException">It is signed, and nothing can be started with it.</exception>
    public async Task<HookAnswer?> TakeAsync(string name, IHeaderDictionary headers, byte[] body, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        if (await store.FindAsync(name, cancellation) is not { Enabled: true } hook)
        {
            return null;
        }

        var signature = HookSignature.Of(hook, headers, body, now);
        var call = new HookCall(
            ids.Next(), hook.Id, now, signature.Delivery, signature.Event, HookOutcomes.Refused, null, signature.Refusal, body.Length,
            Convert.ToHexStringLower(SHA256.HashData(body)));
        if (signature.Refusal is not null)
        {
            await store.NoteAsync(call, cancellation);
            return null;
        }

        try
        {
            var answer = await StartAsync(hook, signature, body, cancellation);
            await store.NoteAsync(call with { Outcome = answer.Outcome, RunId = answer.RunId }, cancellation);
            return answer;
        }
        catch (RequestException problem)
        {
            await store.NoteAsync(call with { Reason = OneLine.Of($"{problem.Field}: {problem.Problem}") }, cancellation);
            throw new ApiException(
                ApiError.Invalid(problem.Field, problem.Problem) with { Status = StatusCodes.Status422UnprocessableEntity });
        }
    }

    private async Task<HookAnswer> StartAsync(Hook hook, HookSignature signature, byte[] body, CancellationToken cancellation)
    {
        var payload = Read(body);
        var type = signature.Event ?? TypeOf(payload);
        if (hook.Events.Count > 0 && !hook.Events.Contains(type))
        {
            return new HookAnswer(HookOutcomes.Ignored);
        }

        var values = new Dictionary<string, JsonElement>
        {
            ["payload"] = payload, ["event"] = JsonSerializer.SerializeToElement(type),
            ["delivery"] = JsonSerializer.SerializeToElement(signature.Delivery),
        };
        var arguments = JsonTemplate.Fill(JsonNode.Parse(hook.Target.Arguments), values)?.ToJsonString(ApiJson.Options) ?? "null";
        var wish = new NewRun(ids.Next(), hook.Target with { Arguments = arguments }, hook.Owner, $"hook:{hook.Name}")
        {
            Key = $"hook:{hook.Id}:{signature.Delivery}",
        };
        var run = await runs.EnqueueAsync(wish, cancellation);
        return new HookAnswer(run.Id == wish.Id ? HookOutcomes.Started : HookOutcomes.Repeated, run.Id);
    }

    private static string? TypeOf(JsonElement payload) =>
        JsonPath.Find(payload, ["type"]) is { ValueKind: JsonValueKind.String } type ? OneLine.Of(type.GetString()!, LongestEvent) : null;

    private static JsonElement Read(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body, Strict);
            return document.RootElement.Clone();
        }
        catch (JsonException exception)
        {
            throw new RequestException("payload", $"is not valid JSON: {OneLine.Of(exception.Message)}");
        }
    }
}
