using System.Collections.Frozen;
using Atelier.Host.Api.Json;
using Atelier.Host.Api.Native.Contracts;
using Atelier.Host.Inputs;
using Atelier.Host.Security;
using Atelier.Host.Store;
using Atelier.Host.Worker;

namespace Atelier.Host.Api.Native;

/// <summary><c>/api/v1/preprocess</c> and <c>/preprocessors</c>: maps for ControlNets, to be looked at before they are used.</summary>
internal static class PreprocessEndpoints
{
    private const string Png = "image/png";

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/preprocessors", ListAsync).RequireRole(Role.Viewer).WithTags("Parts")
            .WithSummary("All that makes maps, with its options, and the annotators of the models folder.");
        api.MapPost("/preprocess", MakeAsync).RequireRole(Role.User).WithTags("Pictures").TakesUpTo(BodyLimit.Upload)
            .Accepts<PreprocessBody>("application/json")
            .Produces<MapView>().Produces<byte[]>(contentType: Png)
            .WithSummary("Makes a picture's map: as JSON, or with Accept: image/png as a file.");
    }

    private static Task<IReadOnlyList<PreprocessorInfo>> ListAsync(IWorkers workers, CancellationToken cancellation) =>
        workers.AskAsync(new PreprocessorsQuestion(), cancellation);

    private static async Task<IResult> MakeAsync(
        HttpContext context, PictureIntake intake, IWorkers workers, CancellationToken cancellation)
    {
        var body = await StrictJson.ReadAsync<PreprocessBody>(context.Request, cancellation);
        var caller = context.Caller();
        var picture = await ReadAsync("picture", body.Picture);
        var mask = body.Mask is { } given ? await ReadAsync("mask", given) : null;
        var map = await workers.AskAsync(
            new PreprocessQuestion(picture, mask, body.Preprocessor, body.Options ?? FrozenDictionary<string, double>.Empty,
                body.Resolution, body.Seed), cancellation);
        return WantsFile(context.Request)
            ? Results.Bytes(map.File, Png)
            : Results.Ok(new MapView($"data:{Png};base64,{Convert.ToBase64String(map.File)}", map.Width, map.Height));

        Task<byte[]> ReadAsync(string field, string reference) =>
            intake.ReadAsync(field, reference, caller.Name, caller.Role >= Role.Operator, cancellation);
    }

    // JSON, unless a picture is asked for by name.
    private static bool WantsFile(HttpRequest request) =>
        request.GetTypedHeaders().Accept.OrderByDescending(type => type.Quality ?? 1).FirstOrDefault() is { } first
            && first.MediaType == Png;
}
