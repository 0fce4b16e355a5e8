using Atelier.Host.Security;
using Atelier.Host.Store;
using Atelier.Host.Styles;

namespace Atelier.Host.Api.Automatic1111.Styles;

internal static class StyleEndpoints
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("prompt-styles", (PromptStyles styles) => Automatic1111Json.Answer(styles.List())).RequireRole(Role.Viewer);
}
