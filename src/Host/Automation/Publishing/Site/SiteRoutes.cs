using System.Globalization;
using Atelier.Host.Api.Errors;
using Atelier.Host.Automation.Publishing.Index;
using Atelier.Host.Security;
using Atelier.Host.Security.Rules;
using Atelier.Host.Store;
using Atelier.Host.Texts;
using Microsoft.Net.Http.Headers;

namespace Atelier.Host.Automation.Publishing.Site;

/// <summary>What is published, for everybody: pages of other sites too.</summary>
internal sealed class SiteRoutes(IPublicationStore store, IPictureFiles files, PublishingOptions options)
{
    public const string Root = "/published";
    private const int Widest = 16_384;
    private const string IndexEnding = ".json";

    public void Map(WebApplication app)
    {
        var published = app.MapGroup(Root).AllowAnonymous().WithMetadata(new OpenToOtherSites()).ExcludeFromDescription();
        published.MapMethods("/{name}", [HttpMethods.Get, HttpMethods.Head], NameAsync);
        published.MapMethods("/{name}/{version}/{file}", [HttpMethods.Get, HttpMethods.Head], VersionAsync);
    }

    private async Task<IResult> NameAsync(HttpContext context, string name, string? w, string? crop, CancellationToken cancellation)
    {
        var isIndex = name.EndsWith(IndexEnding, StringComparison.Ordinal);
        var shown = await ShownAsync(isIndex ? name[..^IndexEnding.Length] : name, cancellation);
        Open(context, Caching.Changing(options.MaxAge));
        if (isIndex)
        {
            // It is as new as the version in it.
            return Results.Bytes(
                PublicationIndex.Write(shown.Facts), Release.IndexType, entityTag: new EntityTagHeaderValue($"\"{shown.Facts.Id}\""));
        }

        context.Response.Headers.Vary = HeaderNames.Accept;
        var file = BestFile.Of(shown.Facts, context.Request.Headers.Accept, WidthOf(w), crop)
            ?? throw new ApiException(ApiError.NotFound($"{name} has no crop {OneLine.Quoted(crop!)}"));
        return Send(context, file);
    }

    private async Task<IResult> VersionAsync(HttpContext context, string name, string version, string file, CancellationToken cancellation)
    {
        var kept = PublicationRules.IsName(name) && Ids.AreLike(version) ? await store.FindAsync(name, version, cancellation) : null;
        var found = kept is { WasShown: true } ? kept.Facts.Files.FirstOrDefault(one => one.Name == file) : null;
        if (found is null)
        {
            throw new ApiException(ApiError.NotFound("there is no such file"));
        }

        Open(context, Caching.Immutable);
        return Send(context, found);
    }

    private async Task<KeptPublication> ShownAsync(string name, CancellationToken cancellation) =>
        (PublicationRules.IsName(name) ? await store.FindShownAsync(name, cancellation) : null)
        ?? throw new ApiException(ApiError.NotFound("nothing is published under this name"));

    private IResult Send(HttpContext context, FileFacts file)
    {
        var stream = files.Open(file.Hash) ?? throw new ApiException(ApiError.NotFound("the file is gone"));
        context.Response.Headers.ContentSecurityPolicy = SecurityHeaders.FilePolicy;
        context.Response.Headers.ContentDisposition = $"inline; filename=\"{file.Name}\"";
        return Results.Stream(stream, file.Type, entityTag: new EntityTagHeaderValue($"\"{file.Hash}\""), enableRangeProcessing: true);
    }

    private static void Open(HttpContext context, string caching)
    {
        var headers = context.Response.Headers;
        headers.CacheControl = caching;
        headers.AccessControlAllowOrigin = "*";
        headers.AccessControlExposeHeaders = "ETag";
        headers["Cross-Origin-Resource-Policy"] = "cross-origin";
    }

    private static int? WidthOf(string? text) => text is null ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var width) && width is >= 1 and <= Widest ? width
        : throw new ApiException(ApiError.Invalid("w", $"{OneLine.Quoted(text)} is not possible; it must be a width from 1 to {Widest}"));
}
