using System.Diagnostics;
using System.Text;
using Atelier.DiscordBot.Client.Signatures;
using Atelier.FrontEnds;

namespace Atelier.DiscordBot.Tests.Client.Signatures;

public sealed class RequestSignatureTests
{
    // RFC 8032, section 7.1: public key, message, signature.
    public static TheoryData<string, string, string> Vectors => new()
    {
        {
            "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
            "",
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"
        },
        {
            "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
            "72",
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
        },
        {
            "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
            "af82",
            "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"
        },
        {
            "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf",
            "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
            "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b58909351fc9ac90b3ecfdfbc7c66431e0303dca179c138ac17ad9bef1177331a704"
        },
    };

    [Theory]
    [MemberData(nameof(Vectors))]
    public void The_standards_own_signatures_hold_and_no_other(string key, string message, string signature)
    {
        var libcrypto = Libcrypto.Find()!;
        var (keyBytes, signed, bytes) = (Convert.FromHexString(key), Convert.FromHexString(message), Convert.FromHexString(signature));

        Assert.True(libcrypto.Verify(keyBytes, bytes, signed));
        Assert.False(libcrypto.Verify(keyBytes, bytes, [.. signed, 0]));
        Assert.All(Enumerable.Range(0, 64), place => Assert.False(libcrypto.Verify(keyBytes, Changed(bytes, place), signed)));
        Assert.All(Enumerable.Range(0, 32), place => Assert.False(libcrypto.Verify(Changed(keyBytes, place), bytes, signed)));
        Assert.False(libcrypto.Verify(keyBytes, bytes[..63], signed));
        Assert.False(libcrypto.Verify(keyBytes[..31], bytes, signed));
    }

    [Fact]
    public void What_OpenSSL_signs_holds()
    {
        using var folder = new Folder();
        if (!folder.OpenSsl("genpkey", "-algorithm", "ed25519", "-out", "key.pem"))
        {
            // There is no command line of OpenSSL here; the standard's signatures are checked above.
            return;
        }

        var body = Encoding.UTF8.GetBytes("""{"type":1,"id":"5"}""");
        File.WriteAllBytes(folder.File("message"), [.. "1700000000"u8, .. body]);
        Assert.True(folder.OpenSsl("pkey", "-in", "key.pem", "-pubout", "-outform", "DER", "-out", "public.der"));
        Assert.True(folder.OpenSsl("pkeyutl", "-sign", "-inkey", "key.pem", "-rawin", "-in", "message", "-out", "signature"));
        var key = Convert.ToHexStringLower(File.ReadAllBytes(folder.File("public.der"))[^32..]);
        var hex = Convert.ToHexStringLower(File.ReadAllBytes(folder.File("signature")));
        var signature = new RequestSignature(key);

        Assert.True(signature.IsDiscords(Call(body, "1700000000", hex)));
        Assert.True(signature.IsDiscords(Call(body, "1700000000", hex.ToUpperInvariant())));
        Assert.False(signature.IsDiscords(Call(body, "1700000001", hex)));
        Assert.False(signature.IsDiscords(Call([.. body, (byte)' '], "1700000000", hex)));
        Assert.False(signature.IsDiscords(Call(body, "1700000000", hex[..^2])));
        Assert.False(signature.IsDiscords(Call(body, "1700000000", "zz" + hex[2..])));
        Assert.False(signature.IsDiscords(Call(body, new string('1', 5000), hex)));
        Assert.False(signature.IsDiscords(new FrontEndCall("POST", "interactions", new Dictionary<string, string>(), body)));
    }

    [Fact]
    public void Where_OpenSSL_is_missing_it_says_so()
    {
        var exception =
            Assert.Throws<FrontEndException>(() => new RequestSignature(new string('a', 64), ["libsuch-a-one-is-nowhere.so.9"]));

        Assert.Contains("libcrypto", exception.Message, StringComparison.Ordinal);
        Assert.Contains("'gateway'", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData("zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz")]
    public void A_public_key_that_is_none_is_refused(string key) => Assert.Throws<FrontEndException>(() => new RequestSignature(key));

    private static byte[] Changed(byte[] bytes, int place)
    {
        var changed = bytes.ToArray();
        changed[place] ^= 1;
        return changed;
    }

    private static FrontEndCall Call(byte[] body, string timestamp, string signature) => new(
        "POST", "interactions",
        new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            ["x-signature-timestamp"] = timestamp,
            ["x-signature-ed25519"] = signature,
        }, body);

    private sealed class Folder : IDisposable
    {
        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("atelier-signature-");

        public string File(string name) => Path.Combine(_folder.FullName, name);

        public bool OpenSsl(params string[] arguments)
        {
            try
            {
                var start = new ProcessStartInfo("openssl", arguments)
                {
                    WorkingDirectory = _folder.FullName,
                    RedirectStandardError = true,
                };
                using var process = Process.Start(start)!;
                process.StandardError.ReadToEnd();
                process.WaitForExit();
                return process.ExitCode == 0;
            }
            catch (System.ComponentModel.Win32Exception)
            {
                return false;
            }
        }

        public void Dispose() => _folder.Delete(recursive: true);
    }
}
