using Atelier.Diffusion.Onnx;

namespace Atelier.Diffusion.Tests.Onnx;

public sealed class OnnxSessionTests
{
    private static readonly SessionFactory Factory = new(new OnnxRuntimeOptions());

    [Fact]
    public void An_output_is_in_memory_of_its_own()
    {
        using var session = Factory.Create(SomeGraph.Identity());
        float[] x = [1, 2, 3];
        var y = session.Run(Inputs(TensorValue.Of(x, 3)))["y"];
        x[0] = 9;
        Assert.Equal([1, 2, 3], y.Floats);
        Assert.Equal([3], y.Shape);
    }

    [Fact]
    public void Cancelling_ends_a_run_within_the_network()
    {
        // 540 GFLOP: a second or more on any machine that tests run on.
        const int Side = 512;
        using var session = Factory.Create(SomeGraph.Products(2000));
        var inputs = Inputs(TensorValue.Of(new float[Side * Side], Side, Side));
        using var cancellation = new CancellationTokenSource();
        // A thread of its own: other tests may keep the pool, and with it every timer, busy for longer than the run.
        var canceller = new Thread(() =>
        {
            Thread.Sleep(100);
            cancellation.Cancel();
        });
        canceller.Start();
        Assert.ThrowsAny<OperationCanceledException>(() => session.Run(inputs, cancellation.Token));
        canceller.Join();
        Assert.True(session.TimeInRuntime > TimeSpan.FromMilliseconds(50));
    }

    [Fact]
    public void A_session_runs_again_after_it_was_cancelled()
    {
        using var session = Factory.Create(SomeGraph.Products(2));
        var inputs = Inputs(TensorValue.Of([2f], 1, 1));
        Assert.ThrowsAny<OperationCanceledException>(() => session.Run(inputs, new CancellationToken(canceled: true)));
        Assert.Equal([8f], session.Run(inputs)["y"].Floats);
    }

    [Fact]
    public void An_input_of_the_wrong_rank_is_an_error_of_one_line_that_names_it()
    {
        using var session = Factory.Create(SomeGraph.Identity());
        var error = Assert.Throws<ModelRuntimeException>(() => session.Run(Inputs(TensorValue.Of([1f], 1, 1))));
        Assert.Contains("x", error.Message);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void The_runtime_says_its_version_and_that_it_has_the_cpu()
    {
        var info = RuntimeInfo.Probe();
        Assert.Matches(@"^1\.\d+\.\d+$", info.Version);
        Assert.Contains("cpu", info.Providers);
        Assert.InRange(info.Threads, 1, Environment.ProcessorCount);
    }

    private static Dictionary<string, TensorValue> Inputs(TensorValue x) => new() { ["x"] = x };
}
