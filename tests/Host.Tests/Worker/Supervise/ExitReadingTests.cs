using Atelier.Host.Worker.Supervise;

namespace Atelier.Host.Tests.Worker.Supervise;

public sealed class ExitReadingTests
{
    [Theory]
    [InlineData(139, "", false, "the engine crashed (segmentation fault)", true)]
    [InlineData(134, "terminate called after throwing an instance of 'std::bad_alloc'", false, "the engine crashed (aborted)", true)]
    [InlineData(134, "Process terminated. a plugin's end\n   at Atelier.Deadly", false,
        "the engine crashed (ended by a fault in managed code)", false)]
    [InlineData(134, "Unhandled exception. System.InvalidOperationException", false,
        "the engine crashed (ended by a fault in managed code)", false)]
    [InlineData(137, "", false, "the engine crashed (killed)", false)]
    [InlineData(137, "", true, "the engine crashed (killed by the system: memory ran out)", true)]
    [InlineData(7, "", false, "the engine crashed (exit code 7)", false)]
    public void The_way_a_process_ends_says_whether_the_model_is_to_blame(
        int code, string lastWords, bool outOfMemory, string reason, bool isEngineFault)
    {
        var exit = ExitReading.Read(code, lastWords, outOfMemory);

        Assert.Equal((reason, isEngineFault, false), (exit.Reason, exit.IsEngineFault, exit.IsClean));
    }

    [Fact]
    public void Last_words_are_for_operators_on_one_line()
    {
        var exit = ExitReading.Read(
            134, "loading /secret/model\nProcess terminated. a plugin's end\n   at Atelier.Deadly", wasOutOfMemory: false);

        Assert.Equal("ended by a fault in managed code: Process terminated. a plugin's end at Atelier.Deadly", exit.Detail);
        Assert.DoesNotContain("/", exit.Reason);
    }

    [Fact]
    public void Exit_code_0_is_as_it_should_be() => Assert.True(ExitReading.Read(0, "", wasOutOfMemory: false).IsClean);
}
