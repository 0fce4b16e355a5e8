using Atelier.Host.Api.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Atelier.Host.Api.Automatic1111.Lists;
using Atelier.Host.Models;
using Atelier.Host.Security;
using Atelier.Host.Store;

namespace Atelier.Host.Api.Automatic1111.Options;

internal static class OptionsEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("options", Read).RequireRole(Role.Viewer);
        routes.MapPost("options", Change).RequireRole(Role.User);
        routes.MapGet("cmd-flags", Flags).RequireRole(Role.Viewer);
    }

    private static async Task<IResult> Read(HttpContext context, OptionsFile file, ModelShelf models, ModelTitles titles)
    {
        var options = file.Of(context.Caller().Name);
        var answer = (JsonObject)JsonSerializer.SerializeToNode(options, Automatic1111Json.Options)!;
        var model = await titles.FindAsync(options.SdModelCheckpoint ?? models.DefaultName, context.RequestAborted);
        answer["sd_model_checkpoint"] = model?.Title;
        answer["sd_checkpoint_hash"] = model?.Sha256;

        // What is fixed here, and clients look at.
        answer["sd_vae"] = options.SdVae ?? "Automatic";
        answer["samples_save"] = true;
        answer["enable_pnginfo"] = true;
        answer["return_grid"] = false;
        return Automatic1111Json.Answer(answer);
    }

    private static async Task<IResult> Change(HttpContext context, OptionsFile file, OptionsChange change)
    {
        var body = await LenientBody.ReadAsync(context.Request);
        change.Apply(new Automatic1111Options(), body);
        body.ThrowIfWrong();
        file.Change(context.Caller().Name, options => change.Apply(options, body));
        return Automatic1111Json.Nothing();
    }

    private static IResult Flags() => Automatic1111Json.Answer(new JsonObject
    {
        ["api"] = true,
        ["nowebui"] = false,
        ["api_server_stop"] = false,
        ["lowvram"] = false,
        ["medvram"] = false,
    });
}
