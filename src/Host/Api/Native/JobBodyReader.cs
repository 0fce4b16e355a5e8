using System.Text.Json;
using System.Text.Json.Nodes;
using Atelier.Diffusion.Pipeline;
using Atelier.Generation;
using Atelier.Host.Api.Errors;
using Atelier.Host.Api.Json;
using Atelier.Host.Api.Native.Contracts;
using Atelier.Host.Inputs;

namespace Atelier.Host.Api.Native;

/// <summary>Reads what is posted to make pictures.</summary>
internal static class JobBodyReader
{
    private const string Priority = "priority";
    private const string Webhook = "webhook";
    private const int MostPriority = 10;

    /// <exception cref="ApiException">It is not JSON, or fields of it are wrong: all of them are named.</exception>
    public static async Task<JobBody> ReadAsync(HttpRequest request, GenerationLimits limits, CancellationToken cancellation)
    {
        var body = await ParseAsync(request, cancellation);
        var problems = RequestValidator.Problems(PictureIntake.Shortened(body.Request), limits);
        return problems.Count == 0
            ? body
            : throw new ApiException(ApiError.Invalid(problems));
    }

    /// <summary>As <see cref="ReadAsync"/>, without looking at what the fields say.</summary>
    public static async Task<JobBody> ParseAsync(HttpRequest request, CancellationToken cancellation)
    {
        using var document = await StrictJson.ParseAsync(request, cancellation);
        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object || (!root.TryGetProperty(Priority, out _) && !root.TryGetProperty(Webhook, out _)))
        {
            return new JobBody(StrictJson.Read<GenerationRequest>(root), 0);
        }

        var rest = JsonObject.Create(root)!;
        rest.Remove(Priority);
        rest.Remove(Webhook);
        return new JobBody(StrictJson.Read<GenerationRequest>(JsonSerializer.SerializeToElement(rest)), PriorityOf(root), WebhookOf(root));
    }

    private static int PriorityOf(JsonElement root) => !root.TryGetProperty(Priority, out var given) ? 0
        : given.ValueKind == JsonValueKind.Number && given.TryGetInt32(out var priority) && priority is >= -MostPriority and <= MostPriority
            ? priority
        : throw new ApiException(ApiError.Invalid(Priority, $"must be a whole number from -{MostPriority} to {MostPriority}"));

    private static JobWebhookBody? WebhookOf(JsonElement root) =>
        root.TryGetProperty(Webhook, out var given) && given.ValueKind != JsonValueKind.Null
            ? StrictJson.Read<JobWebhookBody>(given, Webhook)
            : null;
}
