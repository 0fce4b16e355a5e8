using System.Collections.Concurrent;
using Atelier.Generation;
using Atelier.Host.Worker.Link;

namespace Atelier.Host.Worker.Supervise;

/// <summary>The server's end of the link to one worker: what it is doing, and what it was asked.</summary>
internal sealed class WorkerConnection(string id, IWorkerProcess process, TimeProvider time)
{
    private readonly ConcurrentDictionary<long, TaskCompletionSource<LinkMessage.Answer>> _asked = new();
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _lastQuestion;
    private long _lastSign = time.GetTimestamp();

    public string Id { get; } = id;

    public IWorkerProcess Process { get; } = process;

    public string? JobId { get; private set; }

    public IReadOnlyList<ResidentModel> Models { get; private set; } = [];

    /// <summary>Completes when it can be asked; cancelled where it ended before.</summary>
    public Task Ready => _ready.Task;

    public bool IsReady => _ready.Task.IsCompletedSuccessfully;

    /// <summary>How long it has been busy without a sign that it gets on; zero while it has nothing to do.</summary>
    public TimeSpan Silence => IsReady && JobId is null ? TimeSpan.Zero : time.GetElapsedTime(Volatile.Read(ref _lastSign));

    public void Post(LinkMessage message) => Process.Link.Post(message);

    /// <summary>Takes note of what it said.</summary>
    public void Hear(LinkMessage message)
    {
        Volatile.Write(ref _lastSign, time.GetTimestamp());
        switch (message)
        {
            case LinkMessage.Has:
                _ready.TrySetResult();
                break;
            case LinkMessage.Took took:
                JobId = took.JobId;
                break;
            case LinkMessage.Settled settled when settled.JobId == JobId:
                JobId = null;
                break;
            case LinkMessage.Holds holds:
                Models = holds.Models;
                break;
            case LinkMessage.Answer answer when _asked.TryRemove(answer.Id, out var waiting):
                waiting.TrySetResult(answer);
                break;
        }
    }

    public async Task<TAnswer> AskAsync<TAnswer>(WorkerQuestion<TAnswer> question, CancellationToken cancellation)
    {
        var number = Interlocked.Increment(ref _lastQuestion);
        var waiting = _asked[number] = new TaskCompletionSource<LinkMessage.Answer>(TaskCreationOptions.RunContinuationsAsynchronously);
        try
        {
            Post(Questions.ToMessage(number, question));
            var answer = await waiting.Task.WaitAsync(cancellation);
            return answer switch
            {
                { Problem: null, Result: { } result } => Questions.OfElement<TAnswer>(result),
                { Field: { } field, Problem: { } problem } => throw new RequestException(field, problem),
                _ => throw new WorkerUnavailableException($"the engine could not answer: {answer.Problem}"),
            };
        }
        finally
        {
            _asked.TryRemove(number, out _);
        }
    }

    /// <summary>It is gone: nobody waits for it any more.</summary>
    public void Close()
    {
        JobId = null;
        Models = [];
        _ready.TrySetCanceled();
        foreach (var waiting in _asked.Values)
        {
            waiting.TrySetException(new WorkerUnavailableException("the engine ended before it could answer; it is being started again"));
        }
    }
}
