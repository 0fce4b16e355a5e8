using System.Globalization;
using System.Text;
using Atelier.FrontEnds;
using Atelier.Generation;
using Atelier.Jobs;

namespace Atelier.Echo;

/// <summary>Counts its sessions in the store, and does what requests ask of it.</summary>
internal sealed class EchoSession(EchoOptions options, IFrontEndHost host) : IFrontEndSession
{
    public async Task RunAsync(CancellationToken stop)
    {
        var sessions = int.Parse(await host.Store.GetAsync("sessions", stop) ?? "0", CultureInfo.InvariantCulture) + 1;
        await host.Store.SetAsync("sessions", sessions.ToString(CultureInfo.InvariantCulture), cancellation: stop);
        switch (options.Mood)
        {
            case "refuse":
                throw new FrontEndException("the mood is refuse; it would be right with work");
            case "break":
                throw new InvalidOperationException("the mood is break");
        }

        host.Report($"{options.Greeting}, session {sessions}");
        await Task.Delay(Timeout.InfiniteTimeSpan, host.Time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (options.Mood == "hang")
        {
            // A thread of its own that never ends is what cannot be unloaded.
            await Task.Factory.StartNew(
                () => Thread.Sleep(Timeout.Infinite), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }

        await host.Store.SetAsync("left", $"session {sessions}", cancellation: CancellationToken.None);
    }

    public async Task<FrontEndAnswer?> AnswerAsync(FrontEndCall call, CancellationToken cancellation) => call.Path switch
    {
        // Tests write another number over it: each is another version.
        "stamp" => Text(0x5EED_0DD1_7AB1_E000.ToString(CultureInfo.InvariantCulture)),
        "say" => Text($"{call.Method} {call.Headers.GetValueOrDefault("X-Word")} {Encoding.UTF8.GetString(call.Body)}"),
        "secret" => Text(options.Secret),
        "throw" => throw new InvalidOperationException("nobody is to read this"),
        "slow" => await SlowAsync(cancellation),
        "get" => Text(await host.Store.GetAsync(Encoding.UTF8.GetString(call.Body), cancellation) ?? "nothing"),
        "imagine" => await ImagineAsync(Encoding.UTF8.GetString(call.Body), cancellation),
        _ => null,
    };

    private async Task<FrontEndAnswer?> ImagineAsync(string prompt, CancellationToken cancellation)
    {
        var request = new GenerationRequest { Prompt = prompt, Width = 64, Height = 64, Steps = 1 };
        var job = await host.Queue.EnqueueAsync(new JobSubmission(request, "echo:1", "ignored"), cancellation);
        return Text(job.Id);
    }

    private static async Task<FrontEndAnswer?> SlowAsync(CancellationToken cancellation)
    {
        await Task.Delay(Timeout.Infinite, cancellation);
        return null;
    }

    private static FrontEndAnswer Text(string text) => new(200, "text/plain", Encoding.UTF8.GetBytes(text));
}
