using Atelier.Host.Downloads;
using Atelier.Host.Tests.Downloads.Doubles;
using Microsoft.AspNetCore.Http;

namespace Atelier.Host.Tests.Downloads.Files;

public sealed class FileFetcherTests : IAsyncLifetime
{
    private const string Name = "model.safetensors";
    private static readonly byte[] Bytes = SmallModel.File(500_000);
    private readonly Downloading _downloading = new();
    private Hub _server = null!;

    private string Target => _downloading.PathOf(Name);

    private string Part => Target + ".part";

    public async Task InitializeAsync() => _server = await Hub.StartAsync();

    public async Task DisposeAsync()
    {
        _downloading.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task A_file_is_fetched_and_nothing_is_left_beside_it()
    {
        _server.Serve("/" + Name, Bytes);

        await FetchAsync();

        Assert.Equal(Bytes, await File.ReadAllBytesAsync(Target));
        Assert.Equal([Target], Directory.EnumerateFileSystemEntries(_downloading.Models));
    }

    [Fact]
    public async Task A_connection_that_breaks_off_is_taken_up_where_it_broke()
    {
        _server.Serve("/" + Name, Bytes, new Faults { CutAfter = [100_000, 150_000] });

        await FetchAsync();

        Assert.Equal(Bytes, await File.ReadAllBytesAsync(Target));
        Assert.Equal(3, _server.Requests.Count);
        Assert.All(_server.Requests.Skip(1), request => Assert.Equal("\"one\"", request.IfRange));
        Assert.All(_server.Requests.Skip(1), request => Assert.Matches("^bytes=[1-9][0-9]*-$", request.Range));
    }

    [Fact]
    public async Task Pauses_grow_and_after_some_failures_in_a_row_it_is_given_up_with_what_came_kept()
    {
        _server.Serve("/" + Name, Bytes, new Faults { CutAfter = [90_000, 0, 0, 0, 0, 0] });

        var failure = await FailAsync(DownloadFault.HubFailed);

        Assert.StartsWith($"{Name}: given up after 4 attempts: ", failure.Message);
        Assert.Equal([1, 2, 4], _downloading.Time.Waits.Select(wait => wait.TotalSeconds));
        Assert.InRange(new FileInfo(Part).Length, 1, 90_000);
    }

    [Fact]
    public async Task A_later_try_goes_on_with_what_an_earlier_one_left()
    {
        _server.Serve("/" + Name, Bytes, new Faults { CutAfter = [90_000, 0, 0, 0] });
        await FailAsync(DownloadFault.HubFailed);
        var have = new FileInfo(Part).Length;
        _server.Requests.Clear();

        await FetchAsync();

        Assert.Equal(Bytes, await File.ReadAllBytesAsync(Target));
        Assert.Equal($"bytes={have}-", Assert.Single(_server.Requests).Range);
    }

    [Fact]
    public async Task A_server_that_ignores_ranges_sends_all_again_and_the_file_is_whole()
    {
        _server.Serve("/" + Name, Bytes, new Faults { CutAfter = [100_000], IgnoresRange = true });

        await FetchAsync();

        Assert.Equal(Bytes, await File.ReadAllBytesAsync(Target));
    }

    [Fact]
    public async Task A_file_that_changes_between_two_parts_is_fetched_anew_and_never_mixed()
    {
        var after = SmallModel.File(500_000, salt: 7);
        _server.Serve(
            "/" + Name, Bytes,
            new Faults { CutAfter = [100_000], ETag = number => number == 0 ? "\"one\"" : "\"two\"", Changes = (1, after) });

        await FetchAsync(new OfferedFile(Name, Url, Bytes.Length, FileHash.Sha256(Hub.Sha256(after))));

        Assert.Equal(after, await File.ReadAllBytesAsync(Target));
    }

    [Fact]
    public async Task Without_a_hash_and_a_sign_that_it_is_the_same_file_a_part_is_not_gone_on_with()
    {
        _server.Serve("/" + Name, Bytes, new Faults { CutAfter = [100_000], ETag = _ => null });

        await FetchAsync(new OfferedFile(Name, Url, null, null));

        Assert.Equal(Bytes, await File.ReadAllBytesAsync(Target));
        Assert.All(_server.Requests, request => Assert.Null(request.Range));
    }

    [Fact]
    public async Task A_part_that_is_no_part_of_the_file_is_thrown_away()
    {
        await File.WriteAllBytesAsync(Part, new byte[Bytes.Length + 5]);
        _server.Serve("/" + Name, Bytes);

        await FetchAsync();

        Assert.Equal(Bytes, await File.ReadAllBytesAsync(Target));
    }

    [Fact]
    public async Task A_part_that_is_whole_is_only_checked()
    {
        await File.WriteAllBytesAsync(Part, Bytes);

        await FetchAsync();

        Assert.Equal(Bytes, await File.ReadAllBytesAsync(Target));
        Assert.Empty(_server.Requests);
    }

    [Fact]
    public async Task Wrong_bytes_are_removed_and_both_hashes_named()
    {
        var wrong = SmallModel.File(500_000, salt: 1);
        _server.Serve("/" + Name, wrong);

        var failure = await FailAsync(DownloadFault.WrongContent);

        Assert.Contains(Hub.Sha256(Bytes), failure.Message);
        Assert.Contains(Hub.Sha256(wrong), failure.Message);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_downloading.Models));
    }

    [Fact]
    public async Task A_length_that_is_not_the_one_announced_is_refused_before_the_body()
    {
        _server.Serve("/" + Name, Bytes, new Faults { Surplus = [1, 2, 3] });

        var failure = await FailAsync(DownloadFault.WrongContent);

        Assert.Contains($"sends {Bytes.Length + 3} bytes; {Bytes.Length} were announced", failure.Message);
    }

    [Fact]
    public async Task More_bytes_than_announced_are_cut_off_and_removed()
    {
        _server.Serve("/" + Name, Bytes, new Faults { Surplus = new byte[2_000_000], Chunked = true });

        var failure = await FailAsync(DownloadFault.WrongContent);

        Assert.Contains($"sends more than the {Bytes.Length} bytes", failure.Message);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_downloading.Models));
    }

    [Fact]
    public async Task Fewer_bytes_than_announced_are_no_whole_file()
    {
        _server.Serve("/" + Name, Bytes[..^10], new Faults { Chunked = true, IgnoresRange = true });

        var failure = await FailAsync(DownloadFault.HubFailed);

        Assert.Contains($"ended at byte {Bytes.Length - 10} of {Bytes.Length}", failure.Message);
    }

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    public async Task A_server_that_asks_to_wait_is_waited_for(int status)
    {
        var answers = 0;
        _server.On("/" + Name, context =>
        {
            if (answers++ > 0)
            {
                return context.Response.Body.WriteAsync(Bytes).AsTask();
            }

            context.Response.StatusCode = status;
            context.Response.Headers.RetryAfter = "7";
            return Task.CompletedTask;
        });

        await FetchAsync();

        Assert.Equal([TimeSpan.FromSeconds(7)], _downloading.Time.Waits);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    public async Task A_refusal_is_final_at_once(int status)
    {
        _server.Status("/" + Name, status);

        await FailAsync(status == 404 ? DownloadFault.NotFound : DownloadFault.Denied);

        Assert.Single(_server.Requests);
    }

    [Fact]
    public async Task A_web_page_instead_of_the_file_is_told_as_such()
    {
        _server.On("/" + Name, context =>
        {
            context.Response.ContentType = "text/html; charset=utf-8";
            return context.Response.WriteAsync("<html>sign in</html>");
        });

        var failure = await FailAsync(DownloadFault.WrongContent);

        Assert.Contains("sends a web page instead of the file", failure.Message);
    }

    [Fact]
    public async Task A_signed_address_that_is_too_old_is_asked_for_again()
    {
        await using var store = await Hub.StartAsync();
        store.Serve("/new", Bytes);
        store.Status("/old", 403);
        var answers = 0;
        _server.On("/" + Name, context =>
        {
            context.Response.StatusCode = 302;
            context.Response.Headers.Location = new Uri(store.Url, answers++ == 0 ? "old" : "new").ToString();
            return Task.CompletedTask;
        });

        await FetchAsync();

        Assert.Equal(Bytes, await File.ReadAllBytesAsync(Target));
    }

    [Fact]
    public async Task A_hash_announced_on_the_way_that_is_not_the_hubs_ends_it_before_the_body()
    {
        _server.On("/" + Name, context =>
        {
            context.Response.Headers["X-Linked-Etag"] = $"\"{new string('a', 64)}\"";
            return context.Response.Body.WriteAsync(Bytes).AsTask();
        });

        var failure = await FailAsync(DownloadFault.WrongContent);

        Assert.Contains("is about to send other bytes", failure.Message);
    }

    [Theory]
    [InlineData("model.safetensors")]
    [InlineData("model.onnx")]
    [InlineData("config.json")]
    [InlineData("merges.txt")]
    public async Task What_is_not_what_its_name_says_is_removed(string name)
    {
        _server.Serve("/" + Name, [0x80, 0x02, (byte)'}', 0xff, 0x00, 1, 2, 3, 4, 5, 6, 7]);

        var failure = await Assert.ThrowsAsync<DownloadException>(() => FetchAsync(new OfferedFile(name, Url, null, null), name));

        Assert.StartsWith($"{name}: ", failure.Message);
        Assert.EndsWith("it was removed", failure.Message);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_downloading.Models));
    }

    [Fact]
    public async Task A_git_hash_is_checked_too()
    {
        var text = "{\"a\":1}"u8.ToArray();
        _server.Serve("/" + Name, text);
        await FetchAsync(new OfferedFile("config.json", Url, null, FileHash.Git(Hub.GitHash(text))), "config.json");

        var failure = await Assert.ThrowsAsync<DownloadException>(
            () => FetchAsync(new OfferedFile("other.json", Url, null, FileHash.Git(new string('0', 40))), "other.json"));

        Assert.Contains("their git hash is " + Hub.GitHash(text), failure.Message);
    }

    [Fact]
    public async Task Cancelling_keeps_what_came()
    {
        var faults = new Faults { CutAfter = [200_000], Hold = Task.Delay(Timeout.Infinite, _ended.Token) };
        _server.Serve("/" + Name, Bytes, faults);
        using var cancellation = new CancellationTokenSource();
        var half = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var fetch = _downloading.Files.FetchAsync(File_(), Target, bytes =>
        {
            if (bytes >= 200_000)
            {
                half.TrySetResult();
            }
        }, cancellation.Token);
        await half.Task.WaitAsync(Downloading.Bound);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => fetch.WaitAsync(Downloading.Bound));
        Assert.Equal(200_000, new FileInfo(Part).Length);
        await _ended.CancelAsync();
    }

    private readonly CancellationTokenSource _ended = new();

    private Uri Url => new(_server.Url, Name);

    private OfferedFile File_() => new(Name, Url, Bytes.Length, FileHash.Sha256(Hub.Sha256(Bytes)));

    private Task FetchAsync(OfferedFile? file = null, string name = Name) =>
        _downloading.Files.FetchAsync(file ?? File_(), _downloading.PathOf(name), _ => { }, CancellationToken.None)
            .WaitAsync(Downloading.Bound);

    private async Task<DownloadException> FailAsync(DownloadFault fault)
    {
        var failure = await Assert.ThrowsAsync<DownloadException>(() => FetchAsync());
        Assert.Equal(fault, failure.Fault);
        return failure;
    }
}
