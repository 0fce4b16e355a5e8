using System.Text;
using Atelier.DiscordBot.Client.Gateway;

namespace Atelier.DiscordBot.Tests.Client.Gateway;

public class InflaterTests
{
    private const int Most = 1_000_000;

    [Fact]
    public void Messages_of_one_stream_come_out_one_by_one()
    {
        using var inflater = new Inflater();
        using var stream = new CompressedMessages();
        string[] messages = ["""{"op":10}""", """{"op":0,"t":"READY"}""", new('x', 100_000), "{}",
            string.Concat(Enumerable.Range(0, 20_000)), "ö"];

        Assert.All(messages, message => Assert.Equal(message, Encoding.UTF8.GetString(inflater.Inflate(stream.Next(message), Most)!)));
    }

    [Fact]
    public void A_message_that_comes_in_pieces_comes_out_whole()
    {
        using var inflater = new Inflater();
        using var stream = new CompressedMessages();
        var compressed = stream.Next(string.Concat(Enumerable.Range(0, 1000)));

        Assert.Null(inflater.Inflate(compressed[..100], Most));
        Assert.Equal(string.Concat(Enumerable.Range(0, 1000)), Encoding.UTF8.GetString(inflater.Inflate(compressed[100..], Most)!));
        Assert.Equal("next", Encoding.UTF8.GetString(inflater.Inflate(stream.Next("next"), Most)!));
    }

    [Fact]
    public void A_bomb_is_refused()
    {
        using var inflater = new Inflater();
        using var stream = new CompressedMessages();

        Assert.Throws<GatewayLostException>(() => inflater.Inflate(stream.Next(new string('0', Most + 1)), Most));
    }

    [Fact]
    public void What_is_no_such_stream_is_refused()
    {
        using var inflater = new Inflater();

        Assert.Throws<GatewayLostException>(() => inflater.Inflate([1, 2, 3, 4, 0, 0, 0xFF, 0xFF], Most));
    }
}
