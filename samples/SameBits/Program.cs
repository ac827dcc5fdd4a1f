using System.CommandLine;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using SameBits;

var time = new Option<bool>("--time") { Description = "Print the time of a call as well." };
var command = new RootCommand("Checks that networks give the recorded bits, however the program was compiled.") { time };
command.SetAction(result => Run(result.GetValue(time)));
return command.Parse(args).Invoke();

static int Run(bool withTime)
{
    // The hashes of all results, recorded once. A release that changes the order of a sum changes them, and says so.
    bool isSame = Check("Lesson", BitHash.Of<Lesson, float>(), 0x33a2cc360f1c079a)
        & Check("Policy", BitHash.Of<Policy, float>(), 0xa353d0a6188cfcba)
        & Check("PolicyInDouble", BitHash.Of<PolicyInDouble, double>(), 0x4e3fb9df7810a56b);

    string compiler = RuntimeFeature.IsDynamicCodeCompiled ? "just in time" : "ahead of time";
    int width = Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 128;
    Console.WriteLine($"Compiled {compiler}, vectors of {width} bit: {(isSame ? "the recorded bits" : "OTHER BITS THAN RECORDED")}.");
    if (withTime)
    {
        CallTime.Print();
    }

    return isSame ? 0 : 1;
}

static bool Check(string name, ulong hash, ulong recorded)
{
    Console.WriteLine($"{name,-15} {hash:x16}{(hash == recorded ? "" : $", recorded {recorded:x16}")}");
    return hash == recorded;
}
