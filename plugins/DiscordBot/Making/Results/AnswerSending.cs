using Atelier.DiscordBot.Client;
using Atelier.DiscordBot.Client.Model;
using Atelier.FrontEnds;

namespace Atelier.DiscordBot.Making.Results;

/// <summary>Brings an answer to Discord: smaller where it is too large, and again where Discord was away.</summary>
internal sealed class AnswerSending(IFrontEndHost host)
{
    private const int TooLargeStatus = 413;
    private const int TooLargeCode = 40005;
    private const long LeastBytes = 64 * 1024;

    private static readonly double[] Waits = [2, 5, 15, 30];

    /// <param name="send">May be called again with the same message.</param>
    /// <returns>What <paramref name="send"/> came back with.</returns>
    /// <exception cref="DiscordException">Discord refused it for good.</exception>
    public async Task<Message?> SendAsync(
        IAnswer answer, AnswerForm form, Func<OutgoingMessage, Task<Message?>> send, CancellationToken cancellation)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return await send(await answer.BuildAsync(form, cancellation));
            }
            catch (DiscordException refused) when (IsTooLarge(refused) && form.MostBytes > LeastBytes)
            {
                host.Log(FrontEndLogLevel.Information, $"Discord takes no file of {form.MostBytes} bytes here; it is made smaller");
                form = form with { MostBytes = form.MostBytes / 2 };
            }
            catch (DiscordException refused) when (IsAway(refused) && attempt < Waits.Length)
            {
                await Task.Delay(TimeSpan.FromSeconds(Waits[attempt]), host.Time, cancellation);
            }
        }
    }

    private static bool IsTooLarge(DiscordException refused) => refused.Status == TooLargeStatus || refused.Code == TooLargeCode;

    private static bool IsAway(DiscordException refused) => refused.Status is 0 or 429 or >= 500;
}
