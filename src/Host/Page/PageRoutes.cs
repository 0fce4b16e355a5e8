using Microsoft.Net.Http.Headers;

namespace Atelier.Host.Page;

internal static class PageRoutes
{
    // Nothing from elsewhere, nothing inline, and no text may become markup: the page makes its elements one by one.
    private const string ContentPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; manifest-src 'self'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

    /// <summary>The web page at <c>/</c>, from files inside the program. It needs no key; what it calls does.</summary>
    public static WebApplication MapPage(this WebApplication app)
    {
        var files = new PageFiles();
        var tag = new EntityTagHeaderValue($"\"{files.Version}\"");
        app.MapGet("/", (HttpContext context) => Send(context, files.Start, "no-cache")).AllowAnonymous().ExcludeFromDescription();
        app.MapGet("/page/{version}/{**path}", (HttpContext context, string version, string? path) =>
            version == files.Version && files.Find(path ?? "") is { } file
                ? Send(context, file, "public, max-age=31536000, immutable")
                : Results.NotFound())
            .AllowAnonymous().ExcludeFromDescription();
        return app;

        IResult Send(HttpContext context, PageFile file, string caching)
        {
            var headers = context.Response.Headers;
            headers.ContentSecurityPolicy = ContentPolicy;
            headers.CacheControl = caching;
            return Results.Bytes(file.Content, file.Type, entityTag: tag);
        }
    }
}
