using Atelier.Host.Api.Errors;
using Atelier.Host.Serve;

namespace Atelier.Host.Security;

/// <summary>How fast requests may come: of one address, of one key, and wrong keys of one address.</summary>
internal sealed class RequestRates(ServerOptions server, TimeProvider time)
{
    private const double BurstSeconds = 2;
    private const double Failures = 10;
    private static readonly TimeSpan FailuresPeriod = TimeSpan.FromMinutes(1);

    private readonly TokenBuckets _addresses = new(server.RequestsPerSecond * 2.0, server.RequestsPerSecond * 2 * BurstSeconds, time);
    private readonly TokenBuckets _keys = new(server.RequestsPerSecond, server.RequestsPerSecond * BurstSeconds, time);
    private readonly TokenBuckets _failures = new(Failures / FailuresPeriod.TotalSeconds, Failures, time);

    public ApiError? OfAddress(HttpContext context) => Refusal(_addresses.Take(context.Address()), "this address sends requests too fast");

    public ApiError? OfKey(string id) => Refusal(_keys.Take(id), "this key is used too fast");

    /// <summary>
    /// Counts a wrong key. A right one gets through all the same: it cannot be guessed, and nobody is to lock its owner out.
    /// </summary>
    public ApiError? OfFailure(HttpContext context) =>
        Refusal(_failures.Take(context.Address()), "too many wrong keys came from this address");

    private static ApiError? Refusal(TimeSpan? wait, string problem) => wait is null
        ? null
        : new ApiError(StatusCodes.Status429TooManyRequests, "too_many_requests", $"{problem}; wait a little") { RetryAfter = wait };
}
