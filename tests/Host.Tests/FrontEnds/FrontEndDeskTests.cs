using Atelier.FrontEnds;
using Atelier.Host.Api.Errors;
using Atelier.Host.FrontEnds;
using Atelier.Host.Plugins;
using Atelier.Host.Tests.Doubles;
using Atelier.Host.Tests.FrontEnds.Doubles;
using Microsoft.Extensions.Logging.Abstractions;

namespace Atelier.Host.Tests.FrontEnds;

public sealed class FrontEndDeskTests : IAsyncLifetime
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private static readonly FrontEndCall Call = new("GET", "", new Dictionary<string, string>(), []);

    private readonly ManualTime _time = new();
    private readonly PretendFrontEnd _frontEnd = new();
    private FrontEndLife _life = null!;
    private FrontEndDesk _desk = null!;

    public async Task InitializeAsync()
    {
        _life = new FrontEndLife(
            _frontEnd, new PluginParts(), new MemoryStream(), new PretendHosts(_time), _time, NullLogger.Instance, () => { });
        _desk = new FrontEndDesk(new FixedFrontEnds(_life), _time, NullLogger<FrontEndDesk>.Instance);
        _life.Begin(Task.CompletedTask);
        await (await _frontEnd.NextAsync()).Runs;
    }

    public async Task DisposeAsync()
    {
        _life.Stop();
        await _life.Ended.WaitAsync(Limit);
    }

    [Fact]
    public async Task A_request_that_is_not_answered_in_ten_seconds_is_given_up_whether_the_front_end_hears_it_or_not()
    {
        _frontEnd.Answer = _ => new TaskCompletionSource<FrontEndAnswer?>().Task;

        var asked = _desk.AnswerAsync("pretend", Call, CancellationToken.None);
        while (!_time.Waits)
        {
            await Task.Delay(1);
        }

        _time.Pass(9.9);
        Assert.False(asked.IsCompleted);
        _time.Pass(0.2);
        Assert.Equal((504, "front_end_slow"), await ErrorOf(asked));
    }

    [Fact]
    public async Task An_answer_that_is_none_is_a_fault()
    {
        _frontEnd.Answer = _ => Task.FromResult<FrontEndAnswer?>(new FrontEndAnswer(99, null, []));

        Assert.Equal((500, "front_end_failed"), await ErrorOf(_desk.AnswerAsync("pretend", Call, CancellationToken.None)));
    }

    [Fact]
    public async Task A_caller_who_goes_ends_the_request()
    {
        _frontEnd.Answer = _ => new TaskCompletionSource<FrontEndAnswer?>().Task;
        using var gone = new CancellationTokenSource();

        var asked = _desk.AnswerAsync("pretend", Call, gone.Token);
        await gone.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked.WaitAsync(Limit));
    }

    private static async Task<(int Status, string Code)> ErrorOf(Task asked)
    {
        var error = (await Assert.ThrowsAsync<ApiException>(() => asked.WaitAsync(Limit))).Error;
        return (error.Status, error.Code);
    }
}
