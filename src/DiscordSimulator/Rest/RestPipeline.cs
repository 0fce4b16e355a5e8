using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Atelier.DiscordSimulator.Faults;
using Atelier.DiscordSimulator.RateLimits;
using Microsoft.AspNetCore.Http;

namespace Atelier.DiscordSimulator.Rest;

/// <summary>What every call passes: faults, limits, the token, the body; then its route, and what is remembered of it.</summary>
internal sealed partial class RestPipeline(DiscordState state, RateLimiter limiter, ExchangeLog log)
{
    private readonly InvalidRequests _invalid = new(state.Time, state.Options.InvalidRequestLimit);

    public async Task RunAsync(HttpContext context, Route route)
    {
        var values = context.Request.RouteValues.ToDictionary(value => value.Key, value => value.Value?.ToString() ?? "");
        var major = Route.MajorOf(values);
        var body = RestBody.None;
        RestAnswer answer;
        LimitReading? reading = null;
        try
        {
            body = await RestBody.ReadAsync(context.Request, state.Options.RequestLimit, Violate, context.RequestAborted);
            if (_invalid.AreTooMany)
            {
                Violate("called after too many invalid requests");
                throw new DiscordError(429, 0, "You are being blocked from accessing our API temporarily.");
            }

            var fault = state.Misbehaviour.Take(route.Name);
            await Task.Delay(fault?.Delay ?? TimeSpan.Zero, state.Time, context.RequestAborted);
            if (fault is { Status: { } status, AfterDoing: false })
            {
                answer = FaultAnswer(context, fault, status);
            }
            else
            {
                reading = Limit(context, route, major);
                answer = reading.Bucket.IsRefused ? Refusal(context, reading) : await HandleAsync(context, route, values, body);
                answer = fault is { Status: { } lost } ? FaultAnswer(context, fault, lost) : answer;
            }
        }
        catch (DiscordError error)
        {
            answer = new RestAnswer(error.Status, error.ToJson());
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Violate($"the simulator itself failed: {exception}");
            answer = new RestAnswer(500, new DiscordError(500, 0, "500: Internal Server Error").ToJson());
        }

        _invalid.Count(answer.Status, context.Response.Headers["X-RateLimit-Scope"] == "shared");
        if (reading is not null)
        {
            context.Response.OnCompleted(() =>
            {
                limiter.Told(route, major, reading);
                return Task.CompletedTask;
            });
        }

        log.Add(ExchangeOf(context.Request, route.Name, body, answer));
        await WriteAsync(context, answer);

        void Violate(string what) => state.Violations.Add(route.Name, what);
    }

    /// <summary>There is nothing at that address.</summary>
    public async Task RunUnknownAsync(HttpContext context)
    {
        state.Violations.Add($"{context.Request.Method} {context.Request.Path}", "there is no such address");
        var answer = new RestAnswer(404, DiscordError.NotFound().ToJson());
        log.Add(ExchangeOf(context.Request, null, RestBody.None, answer));
        await WriteAsync(context, answer);
    }

    private async Task<RestAnswer> HandleAsync(HttpContext context, Route route, Dictionary<string, string> values, RestBody body)
    {
        if (route.NeedsToken)
        {
            CheckCaller(context.Request, route);
        }

        var query = context.Request.Query.ToDictionary(each => each.Key, each => each.Value.ToString());
        return await route.Handle(new RestCall(state, route.Name, values, query, body));
    }

    private void CheckCaller(HttpRequest request, Route route)
    {
        if (!UserAgent().IsMatch(request.Headers.UserAgent.ToString()))
        {
            state.Violations.Add(route.Name, $"User-Agent is \"{request.Headers.UserAgent}\" instead of \"DiscordBot (URL, VERSION)\"");
        }

        if (state.Misbehaviour.RefusesToken || request.Headers.Authorization != $"Bot {state.Application.Token}")
        {
            throw DiscordError.Unauthorized();
        }
    }

    private LimitReading Limit(HttpContext context, Route route, string major)
    {
        var reading = limiter.Take(route, major);
        var (bucket, headers) = (reading.Bucket, context.Response.Headers);
        if (bucket is { IsRefused: true, WasTold: true })
        {
            state.Violations.Add(route.Name, "called although the bot had been told that no call was left");
        }

        if (!reading.IsGlobal)
        {
            headers["X-RateLimit-Limit"] = bucket.Calls.ToString(CultureInfo.InvariantCulture);
            headers["X-RateLimit-Remaining"] = bucket.Left.ToString(CultureInfo.InvariantCulture);
            headers["X-RateLimit-Reset"] = (bucket.Ends.ToUnixTimeMilliseconds() / 1000.0).ToString("0.000", CultureInfo.InvariantCulture);
            headers["X-RateLimit-Reset-After"] = Seconds(bucket.EndsAfter).ToString("0.000", CultureInfo.InvariantCulture);
            headers["X-RateLimit-Bucket"] = bucket.Id;
        }

        return reading;
    }

    private static RestAnswer Refusal(HttpContext context, LimitReading reading) =>
        TooMany(context, reading.Bucket.EndsAfter, reading.IsGlobal, reading.IsGlobal ? "global" : "user");

    private static RestAnswer FaultAnswer(HttpContext context, Fault fault, int status) => status == 429
        ? TooMany(context, fault.RetryAfter, fault.IsGlobal, fault.IsGlobal ? "global" : "shared")
        : new RestAnswer(status, new JsonObject { ["message"] = $"{status}: Something went wrong", ["code"] = 0 });

    private static RestAnswer TooMany(HttpContext context, TimeSpan retryAfter, bool isGlobal, string scope)
    {
        var headers = context.Response.Headers;
        headers.RetryAfter = Math.Ceiling(retryAfter.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        headers["X-RateLimit-Scope"] = scope;
        if (isGlobal)
        {
            headers["X-RateLimit-Global"] = "true";
        }

        return new RestAnswer(429, new JsonObject
        {
            ["message"] = "You are being rate limited.",
            ["code"] = 0,
            ["retry_after"] = Seconds(retryAfter),
            ["global"] = isGlobal,
        });
    }

    private static double Seconds(TimeSpan span) => Math.Ceiling(span.TotalMilliseconds) / 1000;

    private Exchange ExchangeOf(HttpRequest request, string? route, RestBody body, RestAnswer answer) => new(
        request.Method,
        request.Path.Value!.Replace("/api/v10", "", StringComparison.Ordinal),
        request.QueryString.Value ?? "",
        route,
        request.ContentType?.Split(';')[0] ?? "",
        body.Json,
        [.. body.Files.Select(file => file.Name)],
        answer.Status,
        answer.Json is { } json ? JsonSerializer.SerializeToElement(json) : null,
        state.Time.GetUtcNow());

    private static async Task WriteAsync(HttpContext context, RestAnswer answer)
    {
        context.Response.StatusCode = answer.Status;
        if (answer.Json is { } json)
        {
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync(json.ToJsonString(), context.RequestAborted);
        }
    }

    [GeneratedRegex(@"^DiscordBot \(https?://\S+, \S+\)")]
    private static partial Regex UserAgent();
}
