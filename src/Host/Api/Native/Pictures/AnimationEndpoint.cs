using Atelier.Generation;
using Atelier.Host.Api.Errors;
using Atelier.Host.Api.Json;
using Atelier.Host.Api.Native.Contracts;
using Atelier.Host.Inputs;
using Atelier.Host.Security;
using Atelier.Host.Store;
using Atelier.Host.Texts;
using Atelier.Host.Worker;

namespace Atelier.Host.Api.Native.Pictures;

/// <summary><c>/api/v1/animations</c>: pictures as one that moves. Nothing is kept.</summary>
internal static class AnimationEndpoint
{
    private const int MostPictures = 240;
    private const int LongestDelay = 10_000;
    private const int MostLoops = 1000;

    public static void Map(RouteGroupBuilder api) => api.MapPost("/animations", MakeAsync).RequireRole(Role.User).WithTags("Pictures")
        .Accepts<AnimationBody>("application/json").Produces<byte[]>(contentType: "image/webp")
        .WithSummary("Puts pictures together to one that moves, and answers with its file.");

    private static async Task<IResult> MakeAsync(
        HttpContext context, PictureIntake intake, IWorkers workers, CancellationToken cancellation)
    {
        var body = await StrictJson.ReadAsync<AnimationBody>(context.Request, cancellation);
        var problems = Problems(body).ToList();
        if (problems.Count > 0)
        {
            throw new ApiException(ApiError.Invalid(problems));
        }

        var caller = context.Caller();
        var hashes = new List<string>();
        for (var i = 0; i < body.Pictures.Count; i++)
        {
            hashes.Add(await intake.HashAsync($"pictures.{i}", body.Pictures[i], caller.Name, caller.Role >= Role.Operator, cancellation));
        }

        // There and back: the ends are shown once.
        var shown = body.Bounce ? hashes.Concat(hashes.Skip(1).SkipLast(1).Reverse()) : hashes;
        var made = await workers.AskAsync(
            new AnimationQuestion([.. shown.Select(PictureHash.Reference)], body.Format, body.Delay, body.Loops, body.Quality),
            cancellation);
        return Results.Bytes(made.File, $"image/{body.Format}");
    }

    private static IEnumerable<RequestException> Problems(AnimationBody body)
    {
        if (body.Pictures.Count is < 2 or > MostPictures)
        {
            yield return new RequestException("pictures", $"must be 2 to {MostPictures} pictures");
        }

        if (body.Format is not ("webp" or "gif"))
        {
            yield return new RequestException("format", $"{OneLine.Quoted(body.Format)} is unknown; it must be webp or gif");
        }

        if (body.Delay is < 10 or > LongestDelay)
        {
            yield return new RequestException("delay", $"{body.Delay} is not possible; it must be from 10 to {LongestDelay} milliseconds");
        }

        if (body.Loops is < 0 or > MostLoops)
        {
            yield return new RequestException(
                "loops", $"{body.Loops} is not possible; it must be from 0, which is for ever, to {MostLoops}");
        }

        if (body.Quality is < 1 or > 100)
        {
            yield return new RequestException("quality", $"{body.Quality} is not possible; it must be from 1 to 100");
        }
    }
}
