using Atelier.Host.Tests.Doubles;

namespace Atelier.Host.Tests.Security;

public class SlowCallerTests
{
    [Theory]
    [InlineData("GET /api/v1/status HTTP/1.1\r\nHost: localhost\r\nX-Slow: ")]
    [InlineData("POST /api/v1/session HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{")]
    public async Task A_caller_that_never_ends_its_request_is_cut_off_and_others_are_served(string begun)
    {
        await using var server = await ApiServer.StartAsync();
        using var client = await server.ClientAsync();
        using var slow = await RawConnection.OpenAsync(server.Url);

        await slow.SendAsync(begun);

        await client.GetAsync("/api/v1/status").JsonAsync();
        var answer = await slow.ReceiveAsync();
        Assert.True(answer.Length == 0 || answer.StartsWith("HTTP/1.1 408 ", StringComparison.Ordinal), answer);
    }
}
