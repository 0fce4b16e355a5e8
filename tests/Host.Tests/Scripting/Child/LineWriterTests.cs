using Atelier.Host.Scripting.Child;

namespace Atelier.Host.Tests.Scripting.Child;

public sealed class LineWriterTests
{
    [Fact]
    public void Lines_are_said_when_they_are_whole_and_the_last_at_the_end()
    {
        var said = new List<string>();
        using var writer = new LineWriter(said.Add);
        writer.Write("one\ntw");
        writer.Write('o');
        writer.WriteLine();
        writer.Write("three\r\n\nfour");
        Assert.Equal(["one", "two", "three", ""], said);

        writer.Finish();
        writer.Finish();
        Assert.Equal("four", said[^1]);
        Assert.Equal(5, said.Count);
    }

    [Fact]
    public void A_line_without_end_is_cut()
    {
        var said = new List<string>();
        using var writer = new LineWriter(said.Add);
        writer.Write(new string('x', 20_000));
        Assert.Equal([8000, 8000], said.Select(line => line.Length));
    }
}
