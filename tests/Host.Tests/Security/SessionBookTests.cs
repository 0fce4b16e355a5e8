using Atelier.Host.Security.Sessions;
using Atelier.Host.Serve;
using Atelier.Host.Tests.Doubles;
using Microsoft.Extensions.Logging.Abstractions;

namespace Atelier.Host.Tests.Security;

public sealed class SessionBookTests : IDisposable
{
    private readonly TemporaryFolder _data = new();

    [Fact]
    public void A_session_survives_a_restart()
    {
        var token = Open(TimeProvider.System).Begin("hash");

        Assert.Equal("hash", Open(TimeProvider.System).KeyOf(token));
    }

    [Fact]
    public void A_session_that_was_ended_does_not_come_back()
    {
        var book = Open(TimeProvider.System);
        var token = book.Begin("hash");

        book.End(token);

        Assert.Null(book.KeyOf(token));
        Assert.Null(Open(TimeProvider.System).KeyOf(token));
    }

    [Fact]
    public void A_damaged_file_signs_everyone_out_and_no_more()
    {
        File.WriteAllText(_data["sessions.json"], "[{");

        var book = Open(TimeProvider.System);

        Assert.NotNull(book.KeyOf(book.Begin("hash")));
    }

    public void Dispose() => _data.Dispose();

    private SessionBook Open(TimeProvider time) => new(new ServerOptions { Data = _data.Path }, time, NullLogger<SessionBook>.Instance);
}
