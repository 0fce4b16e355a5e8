using System.Net;
using System.Text;

namespace Atelier.DiscordBot.Tests.Doubles;

/// <summary>Answers HTTP calls in the order that a test has them, and remembers each. Unasked it answers 200 and <c>{}</c>.</summary>
internal sealed class ScriptedDiscord : HttpMessageHandler
{
    private readonly Lock _lock = new();
    private readonly Queue<Func<ScriptedRequest, HttpResponseMessage>> _answers = new();
    private readonly List<ScriptedRequest> _requests = [];

    /// <summary>What calls are answered that no line of the script is for.</summary>
    public Func<ScriptedRequest, HttpResponseMessage> Otherwise { get; set; } = _ => Response(200, "{}");

    /// <summary>What an answer waits for.</summary>
    public Func<ScriptedRequest, Task> Delays { get; set; } = _ => Task.CompletedTask;

    public IReadOnlyList<ScriptedRequest> Requests
    {
        get
        {
            lock (_lock)
            {
                return [.. _requests];
            }
        }
    }

    public ScriptedRequest Last => Requests[^1];

    public ScriptedDiscord Answers(int status, string body = "{}", params (string Name, string Value)[] headers) =>
        Then(_ => Response(status, body, headers));

    public ScriptedDiscord Fails(Exception exception) => Then(_ => throw exception);

    public static HttpResponseMessage Response(int status, string body, params (string Name, string Value)[] headers)
    {
        var response =
            new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        foreach (var (name, value) in headers)
        {
            response.Headers.TryAddWithoutValidation(name, value);
        }

        return response;
    }

    /// <summary>A rate limit's headers.</summary>
    public static (string Name, string Value)[] Limit(string bucket, int limit, int remaining, string resetAfter) =>
        [("X-RateLimit-Bucket", bucket), ("X-RateLimit-Limit", $"{limit}"), ("X-RateLimit-Remaining", $"{remaining}"),
            ("X-RateLimit-Reset-After", resetAfter)];

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken);
        var made = new ScriptedRequest(
            request.Method.Method, request.RequestUri!.PathAndQuery, request.Headers.Authorization?.ToString(),
            request.Content?.Headers.ContentType?.ToString(), body);
        Func<ScriptedRequest, HttpResponseMessage> answer;
        lock (_lock)
        {
            _requests.Add(made);
            answer = _answers.TryDequeue(out var scripted) ? scripted : Otherwise;
        }

        await Delays(made).WaitAsync(cancellationToken);
        return answer(made);
    }

    private ScriptedDiscord Then(Func<ScriptedRequest, HttpResponseMessage> answer)
    {
        lock (_lock)
        {
            _answers.Enqueue(answer);
            return this;
        }
    }
}

internal sealed record ScriptedRequest(string Method, string Path, string? Authorization, string? ContentType, byte[] Body)
{
    public string Text => Encoding.UTF8.GetString(Body);
}
