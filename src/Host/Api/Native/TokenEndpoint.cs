using Atelier.Diffusion.Pipeline.Prompts;
using Atelier.Host.Api.Errors;
using Atelier.Host.Api.Json;
using Atelier.Host.Api.Native.Contracts;
using Atelier.Host.Configuration;
using Atelier.Host.Models;
using Atelier.Host.Security;
using Atelier.Host.Store;

namespace Atelier.Host.Api.Native;

/// <summary><c>/api/v1/tokens</c>: what a prompt looks like to a model.</summary>
internal static class TokenEndpoint
{
    public static void Map(RouteGroupBuilder api) => api.MapPost("/tokens", CountAsync).RequireRole(Role.Viewer).WithTags("Checks")
        .Accepts<TokensBody>("application/json").WithSummary("Counts a prompt's tokens and says which stretches weigh what.");

    private static async Task<TokensView> CountAsync(
        HttpContext context, AtelierOptions options, ModelShelf shelf, Tokenizers tokenizers, CancellationToken cancellation)
    {
        var body = await StrictJson.ReadAsync<TokensBody>(context.Request, cancellation);
        if (body.Prompt.Length > options.Limits.PromptLength)
        {
            throw new ApiException(
                ApiError.Invalid("prompt", $"has {body.Prompt.Length} characters; at most {options.Limits.PromptLength} are taken"));
        }

        var model = shelf.Find(body.Model);
        var count = tokenizers.Of(model).Count(body.Prompt, model.Defaults!.Steps);
        return new TokensView(count.Tokens, count.Chunks, count.Limit, PromptSpans.Of(body.Prompt));
    }
}
