using Atelier.Host.Security;
using Atelier.Host.Store;

namespace Atelier.Host.Api.Automatic1111.Scripts;

/// <summary>Lists of scripts: those that requests can name, and the one that is always on.</summary>
internal static class ScriptEndpoints
{
    private const string ControlNet = "controlnet";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("scripts", () => Automatic1111Json.Answer(new { Txt2img = Names(false), Img2img = Names(true) }))
            .RequireRole(Role.Viewer);
        routes.MapGet("script-info", () => Automatic1111Json.Answer(Infos())).RequireRole(Role.Viewer);
    }

    private static IEnumerable<string> Names(bool beginsWithPicture) =>
        SelectableScript.For(beginsWithPicture).Select(script => script.Name).Append(ControlNet);

    private static IEnumerable<ScriptInfo> Infos() => ((bool[])[false, true]).SelectMany(isImg2img => SelectableScript.For(isImg2img)
        .Select(script => new ScriptInfo(script.Name, false, isImg2img, script.Arguments))
        .Append(new ScriptInfo(ControlNet, true, isImg2img, [])));

    private sealed record ScriptInfo(string Name, bool IsAlwayson, bool IsImg2img, IReadOnlyList<ScriptArgument> Args);
}
