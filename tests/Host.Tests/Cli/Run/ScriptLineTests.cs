using Atelier.Host.Cli.Run;

namespace Atelier.Host.Tests.Cli.Run;

public sealed class ScriptLineTests
{
    [Theory]
    [InlineData("run a.csx", "run a.csx --")]
    [InlineData("run a.csx x --json", "run a.csx -- x --json")]
    [InlineData("run --server http://a --check a.csx --server b", "run --server http://a --check a.csx -- --server b")]
    [InlineData("run --key=k --timeout 2s a.csx --limits:steps 5", "run --key=k --timeout 2s a.csx -- --limits:steps 5")]
    [InlineData("run a.csx -- x", "run a.csx -- x")]
    [InlineData("run -- a.csx x", "run -- a.csx x")]
    [InlineData("run --init", "run --init")]
    [InlineData("imagine a.csx x", "imagine a.csx x")]
    public void What_stands_after_the_script_is_its_own(string line, string separated) =>
        Assert.Equal(separated.Split(' '), ScriptLine.Separate(line.Split(' ')));
}
