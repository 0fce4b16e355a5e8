using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Atelier.DiscordSimulator.Page;

/// <summary>The page's files, which lie inside the assembly.</summary>
internal static class PageFiles
{
    // Nothing from elsewhere, nothing inline; pictures may be blobs while they are chosen.
    private const string ContentPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; base-uri 'none'; form-action 'none'";

    public static void MapPageFiles(this WebApplication app)
    {
        app.MapGet("/", (HttpContext context) => Send(context, "index.html"));
        app.MapGet("/page/files/{**path}", (HttpContext context, string path) => Send(context, path));
    }

    private static IResult Send(HttpContext context, string path)
    {
        if (Assembly.GetExecutingAssembly().GetManifestResourceStream($"page/{path}") is not { } file)
        {
            return Results.NotFound();
        }

        context.Response.Headers.ContentSecurityPolicy = ContentPolicy;
        context.Response.Headers.CacheControl = "no-cache";
        return Results.Stream(file, Path.GetExtension(path) switch
        {
            ".html" => "text/html; charset=utf-8",
            ".css" => "text/css; charset=utf-8",
            ".svg" => "image/svg+xml",
            _ => "text/javascript; charset=utf-8",
        });
    }
}
