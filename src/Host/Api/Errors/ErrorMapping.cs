using Atelier.Diffusion.Checkpoints;
using Atelier.Generation;
using Atelier.Host.Downloads;
using Atelier.Host.Worker;
using Atelier.Imaging;
using Atelier.Jobs;

namespace Atelier.Host.Api.Errors;

/// <summary>What callers are told of an exception. One that is not named here is a fault of ours.</summary>
internal static class ErrorMapping
{
    /// <summary>The error; null for an exception that no caller should see.</summary>
    public static ApiError? Of(Exception exception) => exception switch
    {
        ApiException api => api.Error,
        RequestException request => ApiError.Invalid(request.Field, request.Problem),
        QueueRefusedException refused => Of(refused),
        DownloadException download => Of(download),
        WorkerUnavailableException =>
            new(StatusCodes.Status503ServiceUnavailable, "worker_unavailable", exception.Message) { RetryAfter = TimeSpan.FromSeconds(5) },
        PictureException => new(StatusCodes.Status400BadRequest, "invalid_picture", exception.Message),
        CheckpointException checkpoint => new(StatusCodes.Status422UnprocessableEntity, "model_unusable", checkpoint.Reason, "model"),
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } =>
            new(StatusCodes.Status413PayloadTooLarge, "too_large", "the request's body is larger than this route takes; send less"),
        BadHttpRequestException bad => new(bad.StatusCode, "bad_request", bad.Message),
        _ => null,
    };

    private static ApiError Of(QueueRefusedException refused) => refused.Reason switch
    {
        QueueRefusal.Full =>
            new(StatusCodes.Status429TooManyRequests, "queue_full", refused.Message) { RetryAfter = TimeSpan.FromSeconds(10) },
        QueueRefusal.KeyReused => new(StatusCodes.Status409Conflict, "idempotency_key_reused", refused.Message),
        QueueRefusal.NoSpace =>
            new(StatusCodes.Status507InsufficientStorage, "no_space", refused.Message) { RetryAfter = TimeSpan.FromSeconds(60) },
        QueueRefusal.ShuttingDown =>
            new(StatusCodes.Status503ServiceUnavailable, "shutting_down", refused.Message) { RetryAfter = TimeSpan.FromSeconds(10) },
        _ => new(StatusCodes.Status503ServiceUnavailable, "unavailable", refused.Message) { RetryAfter = TimeSpan.FromSeconds(5) },
    };

    private static ApiError Of(DownloadException download) => download.Fault switch
    {
        DownloadFault.BadRequest => ApiError.Invalid(download.Field ?? "source", download.Message),
        DownloadFault.NotFound => new(StatusCodes.Status404NotFound, "not_at_hub", download.Message, download.Field),
        DownloadFault.Denied => new(StatusCodes.Status422UnprocessableEntity, "denied_by_hub", download.Message, download.Field),
        DownloadFault.Exists => new(StatusCodes.Status409Conflict, "exists", download.Message, download.Field),
        DownloadFault.Full =>
            new(StatusCodes.Status429TooManyRequests, "queue_full", download.Message) { RetryAfter = TimeSpan.FromSeconds(60) },
        DownloadFault.NoSpace => new(StatusCodes.Status507InsufficientStorage, "no_space", download.Message),
        _ => new(StatusCodes.Status502BadGateway, "hub_failed", download.Message),
    };
}
