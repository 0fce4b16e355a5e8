using System.Text.Json.Nodes;
using Atelier.Host.Api.Errors;
using Atelier.Host.Api.Synchronous;
using Atelier.Host.Security;
using Atelier.Jobs;

namespace Atelier.Host.Api.OpenAI.Images;

/// <summary>Makes what a query asks for, and answers with it when it is done, or with events on the way.</summary>
internal sealed class ImageAnswer(JobRunner runner, KeptPictures kept, PictureLinks links, GenerationStream stream)
{
    public async Task<IResult> MakeAsync(HttpContext context, ImageQuery query)
    {
        var gone = context.RequestAborted;
        var submission = context.Caller().Submission(query.Request, OpenAIApi.Source);
        if (query.Stream)
        {
            await stream.WriteAsync(context, submission, query);
            return Results.Empty;
        }

        var job = await runner.FinishAsync(submission, null, gone);
        ThrowIfNotMade(job);
        var data = new JsonArray();
        var pictures = await kept.OfAsync(job, gone);
        foreach (var picture in pictures)
        {
            if (query.AsUrl)
            {
                data.Add(new JsonObject { ["url"] = links.Create(context.Request, picture.Id, query.Format) });
            }
            else if (await kept.ReadAsync(picture, query.Format, query.Quality, gone) is { } file)
            {
                data.Add(new JsonObject { ["b64_json"] = Convert.ToBase64String(file) });
            }
        }

        return Results.Json(
            new
            {
                Created = job.CreatedAt.ToUnixTimeSeconds(),
                Data = data,
                Background = "opaque",
                OutputFormat = query.Format,
                Quality = query.QualityWord,
                Size = SizeOf(job),
            },
            OpenAIJson.Options);
    }

    /// <exception cref="ApiException">It failed, or somebody ended it.</exception>
    public static void ThrowIfNotMade(Job job)
    {
        if (job.Error is { } error)
        {
            throw FailedJob.Exception(error);
        }

        if (job.State != JobState.Succeeded)
        {
            throw new ApiException(new ApiError(StatusCodes.Status400BadRequest, "canceled", "the job was cancelled"));
        }
    }

    public static string SizeOf(Job job) => job.Pictures is [var first, ..]
        ? $"{first.Width}x{first.Height}"
        : $"{job.Request.Width}x{job.Request.Height}";
}
