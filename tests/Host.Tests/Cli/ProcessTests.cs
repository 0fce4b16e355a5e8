using Atelier.Host.Cli;
using Atelier.Support;

namespace Atelier.Host.Tests.Cli;

public sealed class ProcessTests
{
    [Fact]
    public async Task A_wrong_option_ends_the_process_with_2_and_one_line_of_error()
    {
        var (exitCode, output, error) = await AtelierProcess.RunAsync(Path.GetTempPath(), "imagine", "a house", "--hieght", "64");

        Assert.Equal((ExitCode.BadInput, ""), (exitCode, output));
        Assert.Equal(
            "atelier: '--hieght' is not an option of atelier imagine (did you mean '--height'?); see atelier imagine --help"
                + Environment.NewLine, error);
    }

    [Fact]
    public async Task The_plugins_that_come_with_it_are_found_from_any_folder()
    {
        var (exitCode, output, error) = await AtelierProcess.RunAsync(Golden.RepositoryRoot, "plugins", "list");

        Assert.Equal((ExitCode.Ok, ""), (exitCode, error));
        Assert.Matches(@"(?m)^samplers +1\.0\.0 +active ", output);
    }
}
