using System.Net.Sockets;
using Atelier.Host.Configuration;
using Atelier.Host.Serve;
using Atelier.Host.Worker;
using Atelier.Host.Worker.Link;
using Atelier.Jobs;

namespace Atelier.Host.Tests.Worker.Link;

public sealed class StreamLinkTests : IAsyncLifetime
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private StreamLink _near = null!;
    private Socket _far = null!;

    public async Task InitializeAsync()
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new System.Net.IPEndPoint(System.Net.IPAddress.Loopback, 0));
        listener.Listen(1);
        var near = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await near.ConnectAsync(listener.LocalEndPoint!);
        _far = await listener.AcceptAsync();
        _near = new StreamLink(new NetworkStream(near, ownsSocket: true));
    }

    public async Task DisposeAsync()
    {
        await _near.DisposeAsync();
        _far.Dispose();
    }

    [Fact]
    public async Task What_one_end_says_the_other_hears_in_order()
    {
        await using var far = new StreamLink(new NetworkStream(_far, ownsSocket: true));
        var options = new AtelierOptions
        {
            Folders = new AtelierFolders("/models", ["/a", "/b"], "/wildcards", "/output"),
            Server = new ServerOptions { Data = "/data", Grace = TimeSpan.FromSeconds(3) },
        };
        far.Post(new LinkMessage.Start("w", options, new Dictionary<string, string> { ["bad"] = "it crashed" }));
        far.Post(new LinkMessage.Moved("j", new JobProgress("sample", 1, 2, 3.5, TimeSpan.FromSeconds(4)) { Preview = [1, 2, 3] }));
        far.Post(Questions.ToMessage(7, new ResizeQuestion([9, 8], 10, null, "cubic", true, "png")));

        var heard = await TakeAsync(3);

        var start = Assert.IsType<LinkMessage.Start>(heard[0]);
        Assert.Equal(
            ("/models", "/data", TimeSpan.FromSeconds(3)),
            (start.Options.Folders.Models, start.Options.Server.Data, start.Options.Server.Grace));
        Assert.Equal("it crashed", start.Avoid["bad"]);
        var moved = Assert.IsType<LinkMessage.Moved>(heard[1]);
        Assert.Equal((3.5, TimeSpan.FromSeconds(4)), (moved.Progress.StepsPerSecond, moved.Progress.Remaining));
        Assert.Equal([1, 2, 3], moved.Progress.Preview!);
        var question = Assert.IsType<ResizeQuestion>(Questions.OfMessage(Assert.IsType<LinkMessage.Ask>(heard[2])));
        Assert.Equal((10, null, "cubic", true), (question.Width, question.Height, question.Kernel, question.Crop));
    }

    [Theory]
    [InlineData(new byte[] { 0xff, 0xff, 0xff, 0x7f, 1 })]
    [InlineData(new byte[] { 0, 0, 0, 0 })]
    [InlineData(new byte[] { 0xff, 0xff, 0xff, 0xff })]
    [InlineData(new byte[] { 3, 0, 0, 0, (byte)'{', (byte)'x', (byte)'}' })]
    [InlineData(new byte[] { 2, 0, 0, 0, (byte)'{', (byte)'}' })]
    [InlineData(new byte[] { 9, 0, 0, 0, 1 })]
    public async Task A_frame_that_is_no_message_ends_the_link(byte[] bytes)
    {
        await _far.SendAsync(bytes);
        _far.Shutdown(SocketShutdown.Send);

        Assert.Empty(await TakeAsync(1));
    }

    [Fact]
    public async Task Who_speaks_to_nobody_does_not_wait()
    {
        _far.Dispose();

        for (var i = 0; i < 1000; i++)
        {
            _near.Post(new LinkMessage.Took($"{i}"));
        }

        Assert.Empty(await TakeAsync(1));
        await _near.DisposeAsync().AsTask().WaitAsync(Limit);
    }

    private async Task<List<LinkMessage>> TakeAsync(int count)
    {
        using var limit = new CancellationTokenSource(Limit);
        var heard = new List<LinkMessage>();
        await foreach (var message in _near.ReadAsync(limit.Token))
        {
            heard.Add(message);
            if (heard.Count == count)
            {
                break;
            }
        }

        return heard;
    }
}
